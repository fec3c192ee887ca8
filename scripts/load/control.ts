/** «09 Контроль сроков» over a register of open cases, in a real n8n: what one run takes, and that it says nothing twice. */
import { setTerms, termContext } from '../../core/calendar/caseTerms';
import { callWorkflow } from '../../test/e2e/support/call';
import { view, type OpenDesk } from '../desk/open';
import { complaint, withStand } from './stand';

const DAY = 86_400_000;
const BATCH = 500;
const NOTICES = 'incidentDesk0014';
const PUBLICATION = 'incidentDesk0015';
const CONTROL = 'incidentDesk0009';
/** A Wednesday in Palana (+12:00): its morning, the same moment again (nothing more to tell), after lunch, the next morning. */
const RUNS = ['2026-11-25T09:00:00+12:00', '2026-11-25T09:00:00+12:00', '2026-11-25T14:00:00+12:00', '2026-11-26T09:00:00+12:00'] as const;
const STATUSES = ['registered', 'review', 'routed', 'approval', 'returned', 'interim'] as const;
const EXECUTORS = ['zhkh@palana.example', 'blago@palana.example', 'soc@palana.example'] as const;

export interface ControlResult {
	readonly cases: number;
	/** One for each run; mails are counted at the mail server. */
	readonly runs: readonly { readonly at: string; readonly status: string; readonly executionSeconds: number; readonly mails: number }[];
}

/** Open cases of the last two weeks in every open status, their terms by the same rules as the register's own. */
function openCases(count: number): object[] {
	const context = termContext();
	const now = Date.parse(RUNS[0]);
	return Array.from({ length: count }, (_one, at) => {
		const status = STATUSES[at % STATUSES.length] ?? 'registered';
		const row = {
			messageKey: `control:${at}`,
			status,
			detectedAt: new Date(now - ((at % 40) * 0.35 + 0.1) * DAY).toISOString(),
			interimAt: status === 'interim' ? new Date(now - (at % 20) * 0.4 * DAY).toISOString() : null,
			officialAccount: at % 5 === 0,
			network: 'vk',
			topicGroup: 'Дороги',
			location: 'Палана',
			text: complaint(at),
			executor: EXECUTORS[at % EXECUTORS.length] ?? '',
			recipient: 'zam.zhkh@palana.example',
			version: 2,
			noticePending: false,
		};
		const { replyBy, routeBy, finalBy, nextDueAt, nextDueWhat } = setTerms(row, context);
		return { ...row, replyBy, routeBy, finalBy, nextDueAt, nextDueWhat };
	});
}

export async function controlRun({ cases, tell }: { readonly cases: number; readonly tell: (line: string) => void }): Promise<ControlResult> {
	return withStand({}, async (desk) => {
		for (const id of [NOTICES, PUBLICATION]) await desk.api.deactivate(id);
		const rows = openCases(cases);
		for (let from = 0; from < rows.length; from += BATCH) await desk.api.insertRows('cases', rows.slice(from, from + BATCH) as never);
		tell(`${cases} open cases are in the register`);
		const runs: ControlResult['runs'][number][] = [];
		for (const at of RUNS) {
			const mailsBefore = await mails(desk);
			const { status } = await callWorkflow({ desk }, CONTROL, { now: at });
			const [last] = (await desk.api.executions({ workflowId: CONTROL, limit: 1 })) as { readonly startedAt?: string; readonly stoppedAt?: string }[];
			const executionSeconds = Math.round((Date.parse(String(last?.stoppedAt)) - Date.parse(String(last?.startedAt))) / 100) / 10;
			runs.push({ at, status, executionSeconds, mails: (await mails(desk)) - mailsBefore });
			tell(`${at}: ${status}, ${executionSeconds} s, ${runs.at(-1)?.mails ?? 0} mails`);
		}
		return { cases, runs };
	});
}

const mails = async (desk: OpenDesk): Promise<number> => (await view<unknown[]>(desk.sandbox, 'mails')).length;
