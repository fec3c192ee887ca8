import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { answerOf, readForm, type FormAgain, type FormKind, type FormRefs, type FormStep } from '../../core/forms';
import { DeskError } from '../../core/errors';
import { filesAmong, readAttachments } from '../../core/media/attachments';
import type { GivenFile } from '../../core/media/types';
import { measureBinary } from '../shared/binary';

interface Submitted {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
}

/** A file of the answer that was accepted: which of the item's binaries it is, and where it belongs. */
interface NewFile {
	readonly binary: string;
	readonly file: string;
}

/**
 * What a submitted form becomes: the case with the step's values. An answer that cannot be taken leaves as the node is
 * told: as a refusal (thrown), or with `formProblem`, so that the form is shown again with what was typed.
 *
 * @param offered the page's own list of files, as JSON text
 */
export async function answerItem(context: IExecuteFunctions, kind: FormKind, row: IDataObject, submitted: Submitted, refs: FormRefs, offered: string, again: boolean): Promise<IDataObject> {
	const given = new Map<string, GivenFile>();
	for (const [key, binary] of Object.entries(submitted.binary ?? {})) given.set(key, await measureBinary(context, binary));
	const step = readForm(kind, row, answerOf(submitted.json), { ...refs, given: [...given.values()], offered: readAttachments(offered) });
	if (step.problem && !again) throw new DeskError(step.problem.code, step.problem.message, step.problem.hint);
	const { remark, ...changes } = step.changes;
	return {
		...row,
		...(step.problem ? {} : changes),
		stepEvent: step.event,
		stepRemark: remark ?? '',
		...(again ? { formProblem: step.problem?.message ?? '', formAgain: step.problem ? againText(step) : '', newFiles: newFiles(changes.draftAttachments, given) } : {}),
	};
}

function againText({ problem, changes, answers }: FormStep): string {
	const { code = '', message = '', hint = '', parts = [] } = problem ?? {};
	return JSON.stringify({ problem: { code, message, hint, parts }, values: { ...changes, ...answers } } satisfies FormAgain);
}

/** The page shown again: what «Разобрать ответ» left on the item; undefined at the first showing. */
export function againOf(json: IDataObject): FormAgain | undefined {
	return typeof json.formAgain === 'string' && json.formAgain !== '' ? (JSON.parse(json.formAgain) as FormAgain) : undefined;
}

function newFiles(attachments: unknown, given: ReadonlyMap<string, GivenFile>): NewFile[] {
	const accepted = filesAmong(readAttachments(attachments));
	return [...given].flatMap(([binary, { sha256 }]) => {
		const attachment = accepted.find((one) => one.sha256 === sha256);
		return attachment ? [{ binary, file: attachment.file }] : [];
	});
}
