import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { StaffForm } from '../../../nodes/StaffForm/StaffForm.node';
import { AT, PEOPLE, caseIn } from '../../core/cases/support';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const officials = Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order, actReference: 'акт № 1' }));
const settings = [{ key: 'baseUrl', value: 'https://n8n.example.org' }, { key: 'zone', value: 'Asia/Kamchatka' }];

const run = async (operation: string, email: string, setup: FakeSetup = {}): Promise<INodeExecutionData[][]> =>
	await new StaffForm().execute.call(fakeExecute({ ...setup, parameters: { operation, userEmail: email, officials, settings, options: { at: AT }, ...setup.parameters } }));

interface Field {
	readonly fieldName?: string;
	readonly html?: string;
}

const fieldsOf = (item: INodeExecutionData | undefined): Field[] => JSON.parse(String(item?.json.formFields)) as Field[];

const label = (person: { readonly name: string; readonly email: string }): string => `${person.name} (${person.email})`;

describe('Staff Form', () => {
	it('makes one page of all the cases, paired with each', async () => {
		const items = [{ ...caseIn('review'), id: 1 }, { ...caseIn('routed'), id: 2 }, { error: 'пустая таблица' }] as IDataObject[];
		const [page, refused] = await run('inbox', PEOPLE.curator.email, { items });
		expect(page).toHaveLength(1);
		expect(page?.[0]).toMatchObject({ json: { own: 1, watched: 1 }, pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }] });
		expect(String(page?.[0]?.json.html)).toContain('https://n8n.example.org/form/napravlenie?case=1');
		expect(refused).toEqual([]);
	});

	it('tells somebody who is not an official what to do, in every operation', async () => {
		for (const operation of ['inbox', 'absences', 'case', 'action']) {
			const [, refused] = await run(operation, 'gost@example.org', { parameters: { caseRow: caseIn('routed'), chosen: {} } });
			expect(refused?.[0]?.json).toMatchObject({ refusalCode: 'NOT_AN_OFFICIAL', refusal: expect.stringContaining('gost@example.org'), refusalHint: expect.stringContaining('ИТ-специалиста') });
		}
	});

	it('gives field names a key, so that a link cannot fill them', async () => {
		const [page] = await run('absences', PEOPLE.curator.email);
		expect(fieldsOf(page?.[0]).map((one) => one.fieldName).filter(Boolean)).toEqual([expect.stringMatching(/^action__[0-9a-f]{8}$/u)]);
	});

	it('reads an absence into a row, or gives the page again by its third output', async () => {
		const chosen = { action__0123abcd: 'Внести новое отсутствие' };
		const answer = { official__0123abcd: label(PEOPLE.executor), reason__0123abcd: 'Отпуск', fromDate__0123abcd: '2026-12-01', toDate__0123abcd: '2026-12-02', substitute__0123abcd: 'Не назначен' };
		const [written] = await run('absenceAnswer', PEOPLE.curator.email, { parameters: { chosen, answer } });
		expect(written?.[0]?.json).toMatchObject({ write: 'insert', row: { official: PEOPLE.executor.email, fromDate: '2026-12-01' } });
		const [none, refused, again] = await run('absenceAnswer', PEOPLE.curator.email, { parameters: { chosen, answer: { ...answer, toDate__0123abcd: '2026-11-01' } } });
		expect([none, refused]).toEqual([[], []]);
		expect(fieldsOf(again?.[0])[0]?.html).toContain('раньше, чем начинается');
	});

	it('turns an action into a step of the case with who makes it', async () => {
		const caseRow = caseIn('review');
		const [step] = await run('actionAnswer', PEOPLE.curator.email, { parameters: { caseRow, chosen: { action: 'Закрыть без ответа' }, answer: { closeGround: 'автор удалил сообщение' } } });
		expect(step?.[0]?.json).toMatchObject({ id: 12, stepEvent: 'close', stepRemark: 'автор удалил сообщение', stepChanges: { closeGround: 'автор удалил сообщение' }, actorEmail: PEOPLE.curator.email });
	});

	it('refuses what may not be done now with what may', async () => {
		const [, refused] = await run('action', PEOPLE.deputy.email, { parameters: { caseRow: caseIn('routed'), chosen: { action: 'Закрыть без ответа' } } });
		expect(refused?.[0]?.json).toMatchObject({ refusalCode: 'FORM_NOT_ALLOWED', refusalHint: 'Можно: «Передать дело другому исполнителю».' });
	});

	it('stops on a table that cannot be read', async () => {
		const [, refused] = await run('inbox', PEOPLE.curator.email, { parameters: { officials: '{"a":' } });
		expect(refused?.[0]?.json.refusalCode).toBe('ROWS_NOT_JSON');
		await expect(run('nothing', PEOPLE.curator.email)).rejects.toThrow('Неизвестная операция');
	});

	it('gives nothing for nothing', async () => {
		expect(await run('inbox', PEOPLE.curator.email, { items: [] })).toEqual([[], [], []]);
	});
});
