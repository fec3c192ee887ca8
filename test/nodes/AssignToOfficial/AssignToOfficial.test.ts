import type { IDataObject } from 'n8n-workflow';

import { AssignToOfficial } from '../../../nodes/AssignToOfficial/AssignToOfficial.node';
import { AT, PEOPLE, caseIn } from '../../core/cases/support';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const officials = Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order, competences: one.role === 'executor' || one.role === 'deputy' ? 'Благоустройство' : '', actReference: 'акт № 1' }));
const absences = [{ official: PEOPLE.executor.email, fromDate: '2026-11-24', toDate: '2026-11-30', reason: 'leave', substitute: PEOPLE.otherExecutor.email, actReference: 'приказ' }];

const run = async (setup: FakeSetup) => {
	const [items] = await new AssignToOfficial().execute.call(fakeExecute({ ...setup, parameters: { operation: 'assign', officials, options: { at: AT }, ...setup.parameters } }));
	return items ?? [];
};

const unassigned = (changes: IDataObject = {}): IDataObject => ({ ...caseIn('registered', { recipient: '', executor: '' }), ...changes }) as IDataObject;

describe('Assign To Official', () => {
	it('adds the people and passes on everything else', async () => {
		const [item] = await run({ items: [unassigned({ mine: 1 })] });
		expect(item).toMatchObject({ json: { mine: 1, recipient: PEOPLE.deputy.email, executor: PEOPLE.executor.email, actReference: 'акт № 1', assignmentReason: expect.stringContaining('п. 10') }, pairedItem: { item: 0 } });
	});

	it('counts open cases and the batch itself as load', async () => {
		const openCases = JSON.stringify([{ executor: PEOPLE.executor.email, status: 'routed' }]);
		const items = await run({ items: [unassigned(), unassigned(), unassigned()], parameters: { openCases } });
		expect(items.map(({ json }) => json.executor)).toEqual([PEOPLE.otherExecutor.email, PEOPLE.executor.email, PEOPLE.otherExecutor.email]);
	});

	it.each([
		[true, PEOPLE.otherExecutor.email],
		[false, PEOPLE.executor.email],
	])('keeps chosen people: %s', async (keepChosen, executor) => {
		const [item] = await run({ items: [unassigned({ executor: PEOPLE.otherExecutor.email })], parameters: { options: { at: AT, keepChosen } } });
		expect(item?.json.executor).toBe(executor);
	});

	it('reads fields by the names staff gave them', async () => {
		const [item] = await run({ items: [{ тема: 'Благоустройство' }], parameters: { fields: { topicGroup: 'тема' } } });
		expect(item?.json).toMatchObject({ тема: 'Благоустройство', executor: PEOPLE.executor.email });
	});

	it('looks at absences on the day of the administration', async () => {
		const executorAt = async (at: string) => (await run({ items: [unassigned({ executor: PEOPLE.executor.email })], parameters: { absences, options: { at } } }))[0]?.json.executor;
		expect(await executorAt('2026-11-23T11:59:00Z')).toBe(PEOPLE.executor.email);
		expect(await executorAt('2026-11-23T12:00:00Z')).toBe(PEOPLE.otherExecutor.email);
	});

	it('reassign lets through only cases whose people changed, the case itself untouched', async () => {
		const items = [caseIn('routed'), caseIn('answered'), caseIn('routed', { executor: PEOPLE.otherExecutor.email })] as IDataObject[];
		const moved = await run({ items, parameters: { operation: 'reassign', absences } });
		expect(moved).toHaveLength(1);
		expect(moved[0]).toMatchObject({ json: { ...items[0], reassignment: { executor: PEOPLE.otherExecutor.email, substituteFor: PEOPLE.executor.name, absenceReason: 'leave' } }, pairedItem: { item: 0 } });
	});

	it('fails every item, none lost, when a table cannot be read', async () => {
		const outputs = await new AssignToOfficial().execute.call(fakeExecute({ items: [unassigned(), unassigned()], continueOnFail: true, parameters: { operation: 'assign', officials: '{"a":', options: {} } }));
		expect(outputs[0]?.map((item) => item.json.errorCode)).toEqual(['ROWS_NOT_JSON', 'ROWS_NOT_JSON']);
	});

	it('gives nothing for nothing', async () => {
		expect(await run({ items: [] })).toEqual([]);
	});
});
