import type { IDataObject } from 'n8n-workflow';

import { CASE_FIELDS } from '../../../core/cases/fields';
import { TRANSITIONS } from '../../../core/cases/transitions';
import { CaseStep } from '../../../nodes/CaseStep/CaseStep.node';
import { AT, GOOD_TEXT, PEOPLE, caseIn, message } from '../../core/cases/support';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const officials = Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one) => ({ ...one, actReference: 'акт' }));

const run = async (setup: FakeSetup) =>
	(await new CaseStep().execute.call(fakeExecute({ ...setup, parameters: { operation: 'step', actorSource: 'system', officials, options: { at: AT }, ...setup.parameters } }))).map((output) => output.map(({ json, pairedItem }) => ({ json, pairedItem })));

const COLUMNS = CASE_FIELDS.map((field) => field.key);

describe('Case Step: a step', () => {
	it('gives the clean case, the journal entry and nothing refused', async () => {
		const [cases, journal, refused] = await run({ items: [message({ stepEvent: 'x', createdAt: AT }) as IDataObject], parameters: { event: 'register' } });
		expect(Object.keys(cases?.[0]?.json ?? {}).sort()).toEqual([...COLUMNS].sort());
		expect(cases?.[0]).toMatchObject({ json: { status: 'registered', version: 1 }, pairedItem: { item: 0 } });
		expect(journal?.[0]).toMatchObject({ json: { event: 'register', toStatus: 'registered', at: AT }, pairedItem: { item: 0 } });
		expect(refused).toEqual([]);
	});

	it('gives a refusal with the way out on the third output, the item untouched', async () => {
		const item = { ...caseIn('routed'), mine: 1 } as IDataObject;
		const [cases, journal, refused] = await run({ items: [item], parameters: { event: 'approve' } });
		expect([cases, journal]).toEqual([[], []]);
		expect(refused?.[0]?.json).toEqual({ ...item, refusalCode: 'NOT_NOW', refusal: expect.stringContaining('сейчас невозможен'), refusalHint: expect.stringContaining('Можно'), allowed: expect.arrayContaining(['recalculate']) });
	});

	it('knows the person by e-mail, whatever its letter case', async () => {
		const [, journal, refused] = await run({ items: [caseIn('routed') as IDataObject], parameters: { event: 'draft', actorSource: 'officials', actorEmail: 'ISP@Example.org', data: { text: GOOD_TEXT, kind: 'final' } } });
		expect(journal?.[0]?.json).toMatchObject({ actor: PEOPLE.executor.email, actorName: PEOPLE.executor.name });
		expect(refused).toEqual([]);
	});

	it.each(['chuzhoy@example.org', ''])('refuses «%s», who is not in the table', async (actorEmail) => {
		const [cases, , refused] = await run({ items: [caseIn('routed') as IDataObject], parameters: { event: 'draft', actorSource: 'officials', actorEmail, data: { text: GOOD_TEXT, kind: 'final' } } });
		expect(cases).toEqual([]);
		expect(refused?.[0]?.json).toMatchObject({ refusalCode: 'NOT_AN_OFFICIAL', refusalHint: expect.stringContaining('officials') });
	});

	it('takes a role from the panel where no table is kept', async () => {
		const [, journal] = await run({ items: [caseIn('approval') as IDataObject], parameters: { event: 'approve', actorSource: 'given', actorRole: 'curator', actorEmail: 'K@example.org', actorName: 'К.' } });
		expect(journal?.[0]?.json).toMatchObject({ actor: 'k@example.org', actorName: 'К.', toStatus: 'approved' });
	});

	it('takes a form’s answer: the row of the register and the changed item', async () => {
		const stored = caseIn('registered') as IDataObject;
		const item = { ...stored, topicGroup: 'Дороги', stepEvent: 'route', stepRemark: 'уточнена тема', actorEmail: PEOPLE.curator.email };
		const [cases, journal] = await run({ items: [item], parameters: { event: 'route', actorSource: 'officials', actorEmail: PEOPLE.curator.email, caseRow: stored, data: { remark: 'уточнена тема' } } });
		expect(cases?.[0]?.json).toMatchObject({ status: 'routed', topicGroup: 'Дороги' });
		expect(journal?.[0]?.json).toMatchObject({ remark: 'уточнена тема', changes: expect.stringContaining('"topicGroup":["Благоустройство","Дороги"]') });
	});

	it('takes all changes as one object, e.g. a reassignment', async () => {
		const reassignment = { executor: PEOPLE.otherExecutor.email, executorName: PEOPLE.otherExecutor.name, assignmentReason: 'замещает' };
		for (const changes of [reassignment, JSON.stringify(reassignment)]) {
			const [cases] = await run({ items: [caseIn('routed') as IDataObject], parameters: { event: 'reassign', data: { changes } } });
			expect(cases?.[0]?.json).toMatchObject(reassignment);
		}
	});

	it.each([
		['version seen is old', { expectedVersion: '3' }, 'STALE'],
		['version seen is the present one', { expectedVersion: 4 }, undefined],
	])('locks by version: %s', async (_name, parameters, code) => {
		const [, , refused] = await run({ items: [caseIn('approval') as IDataObject], parameters: { event: 'approve', actorSource: 'given', actorRole: 'curator', actorEmail: 'k@example.org', ...parameters } });
		expect(refused?.[0]?.json.refusalCode).toBe(code);
	});

	it.each([
		['an unknown step', { event: 'fly' }, 'Неизвестный шаг'],
		['a version that is no number', { event: 'recalculate', expectedVersion: 'пять' }, 'не число'],
		['a case that was not found', { event: 'recalculate', caseRow: {} }, 'нет в реестре'],
		['changes that are no object', { event: 'recalculate', data: { changes: '[1' } }, 'ожидался объект JSON'],
		['a time that cannot be read', { event: 'recalculate', options: { at: 'завтра' } }, 'Время шага'],
		['officials that are no rows', { event: 'recalculate', officials: 'люди' }, 'ожидались строки'],
		['an operation that does not exist', { operation: 'fly' }, 'Неизвестная операция'],
	])('fails an item for %s, and the item goes by the error output', async (_name, parameters, words) => {
		await expect(run({ items: [caseIn('routed') as IDataObject], parameters })).rejects.toThrow(words);
		const outputs = await new CaseStep().execute.call(fakeExecute({ items: [caseIn('routed') as IDataObject], continueOnFail: true, parameters: { operation: 'step', actorSource: 'system', officials, options: { at: AT }, ...parameters } }));
		expect(outputs[0]?.[0]).toMatchObject({ json: { id: 12, error: expect.stringContaining(words) } });
		expect(outputs[0]?.[0]?.json.errorHint).toMatch(/\S/u);
	});

	it('uses n8n’s clock where the panel gives no time', async () => {
		const before = Date.now();
		const [, journal] = await run({ items: [message() as IDataObject], parameters: { event: 'register', options: {} } });
		const at = Date.parse(String(journal?.[0]?.json.at));
		expect(at).toBeGreaterThanOrEqual(before);
		expect(at).toBeLessThanOrEqual(Date.now());
	});
});

describe('Case Step: other operations', () => {
	it('intake: a message of any kind becomes a record', async () => {
		const [cases] = await run({ items: [{ text: 'нет света', url: 'https://vk.com/wall-1_2' }, {}], parameters: { operation: 'intake', foundBy: 'officialAccount' } });
		expect(cases).toHaveLength(2);
		expect(cases?.[0]?.json).toMatchObject({ messageKey: 'vk:wall-1_2', foundBy: 'officialAccount', officialAccount: true, detectedAt: AT });
	});

	it('journal: the entry of a stored row', async () => {
		const [registered] = await run({ items: [message() as IDataObject], parameters: { event: 'register' } });
		const [entries] = await run({ items: [{ ...registered?.[0]?.json, id: 3 }], parameters: { operation: 'journal' } });
		expect(entries?.[0]?.json).toMatchObject({ entryKey: '3:1', caseId: 3, event: 'register' });
		expect(entries?.[0]?.json).not.toHaveProperty('tells');
	});

	it('notice: mails, and cases of which nobody is to be told', async () => {
		const [registered] = await run({ items: [message() as IDataObject], parameters: { event: 'register' } });
		const rows = [{ ...registered?.[0]?.json, id: 3 }, { ...caseIn('answered'), id: 4 }];
		const settings = [{ key: 'baseUrl', value: 'https://desk.example.org' }, { key: 'organization', value: 'Администрация' }];
		const [mails, , quiet] = await run({ items: [{}], parameters: { operation: 'notice', caseRows: rows, settings } });
		expect(mails?.map(({ json }) => [json.to, json.noticeKey, json.cases])).toEqual([[PEOPLE.curator.email, `notice:3:1:${PEOPLE.curator.email}`, [{ id: 3, version: 1, toTell: [PEOPLE.curator.email], told: [] }]]]);
		expect(mails?.[0]?.json.html).toContain('https://desk.example.org/form/napravlenie?case=3');
		expect(quiet?.[0]?.json).toMatchObject({ cases: [{ id: 4, version: 4 }] });
	});

	it('digest: one mail a person over all items', async () => {
		const items = [1, 2].map((id) => ({ ...caseIn('routed', { id, nextDueWhat: 'reply', nextDueAt: AT }), state: 'overdue', overdueWorkingDays: 1, dueAt: AT }));
		const [mails] = await run({ items, parameters: { operation: 'digest', options: { at: '2026-11-25T00:00:00Z', escalation: '[{"overdueWorkingDays":1,"to":"head"}]' } } });
		expect(mails?.map(({ json }) => json.to)).toEqual([PEOPLE.executor.email, PEOPLE.head.email]);
		expect(mails?.[0]).toMatchObject({ json: { cases: [{ id: 1, alertKey: 'overdue reply 2026-11-25' }, { id: 2, alertKey: 'overdue reply 2026-11-25' }] }, pairedItem: [{ item: 0 }, { item: 1 }] });
	});

	it('digest: says nothing a person was told, and gives what he is to remember', async () => {
		const items = [{ ...caseIn('routed', { id: 1, nextDueWhat: 'reply', nextDueAt: AT }), state: 'overdue', overdueWorkingDays: 1, dueAt: AT }];
		const parameters = { operation: 'digest', options: { at: '2026-11-25T00:00:00Z' }, settings: [{ key: 'escalateToCurator', value: '' }] };
		const [mails] = await run({ items, parameters });
		expect(mails?.map(({ json }) => [json.to, json.memoryKey, json.memory])).toEqual([[PEOPLE.executor.email, `digest:${PEOPLE.executor.email}`, '["1 overdue reply 2026-11-25"]']]);
		const memory = mails?.map(({ json }) => ({ key: json.memoryKey, memory: json.memory }));
		expect(await run({ items, parameters: { ...parameters, memory } })).toEqual([[], [], []]);
	});

	it('told: one mark a case over all mails that went out', async () => {
		const cases = [{ id: 3, version: 1, toTell: ['a@x', 'b@x'], told: [] }];
		const [marks] = await run({ items: [{ to: 'a@x', cases }, { to: 'b@x', cases }], parameters: { operation: 'told' } });
		expect(marks?.map(({ json }) => json)).toEqual([{ id: 3, version: 1, noticeTold: '1 a@x,b@x', noticePending: false }]);
	});

	it('told: by the mails of the panel, repeated in brief by the second output', async () => {
		const cases = [{ id: 3, version: 1, toTell: ['a@x', 'b@x'], told: [] }];
		const sentMail = (index: number) => (index === 0 ? { to: 'a@x', cases, brief: 'Вас ждёт дело.' } : { cases: [{ id: 4, version: 2, toTell: [], told: [] }] });
		const items = [{ response: '250 OK' }, { response: '250 OK' }];
		const context = fakeExecute({ items, parameters: { operation: 'told', sentMail } });
		const node = { ...context.getNode(), parameters: { sentMail: "={{ $('Письма').item.json }}" } };
		const [marks, briefs] = await new CaseStep().execute.call(Object.assign(context, { getNode: () => node }));
		expect(marks?.map(({ json }) => json)).toEqual([{ id: 3, version: 1, noticeTold: '1 a@x', noticePending: true }, { id: 4, version: 2, noticeTold: '2 ', noticePending: false }]);
		expect(briefs?.map(({ json }) => json)).toEqual([{ to: 'a@x', brief: 'Вас ждёт дело.' }]);
	});

	it('digest: rows without a state stop the node with the way out', async () => {
		await expect(run({ items: [caseIn('routed') as IDataObject], parameters: { operation: 'digest' } })).rejects.toMatchObject({ message: expect.stringContaining('нет состояния срока'), description: expect.stringContaining('Working-Day Deadline') });
	});

	it('nothing comes of nothing', async () => {
		expect(await run({ items: [] })).toEqual([[], [], []]);
	});
});

describe('Case Step: the panel', () => {
	const { description } = new CaseStep();

	it('offers every event of the table', () => {
		const event = description.properties.find((one) => one.name === 'event');
		expect(event?.options?.map((one) => (one as { value: string }).value).sort()).toEqual(Object.keys(TRANSITIONS).sort());
	});

	it('speaks Russian, and only identifiers are English', () => {
		const labels = description.properties.flatMap((one) => [one.displayName, ...(one.options ?? []).map((option) => ('displayName' in option ? String(option.displayName) : String((option as { name: string }).name)))]);
		expect(labels.filter((label) => !/[а-яё]/iu.test(label))).toEqual([]);
		expect(description.usableAsTool).toBe(true);
	});
});
