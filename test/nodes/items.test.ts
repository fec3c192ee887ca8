import { DeskError } from '../../core/errors';
import { eachItem } from '../../nodes/shared/items';
import { fakeExecute } from '../support/fakes';

const failing = (): never => {
	throw new DeskError('NO_DATE', 'Нет даты.', 'Впишите дату.');
};

function context(onError: 'continueErrorOutput' | 'continueRegularOutput' | undefined) {
	const fake = fakeExecute({ items: [{ id: 7, text: 'яма' }], continueOnFail: onError !== undefined });
	const node = { ...fake.getNode(), ...(onError ? { onError } : {}) };
	return Object.assign(fake, { getNode: () => node });
}

describe('a failed item', () => {
	it('bears only the keys by which n8n’s error output knows it; n8n puts its fields back by the pairing', async () => {
		const [[item] = []] = await eachItem(context('continueErrorOutput'), 1, failing);
		expect(item).toEqual({ json: { error: 'Нет даты.', details: { hint: 'Впишите дату.', code: 'NO_DATE' } }, pairedItem: { item: 0 } });
	});

	it('keeps its fields by the usual output, with the reason and the way out', async () => {
		const [[item] = []] = await eachItem(context('continueRegularOutput'), 1, failing);
		expect(item).toEqual({ json: { id: 7, text: 'яма', error: 'Нет даты.', errorHint: 'Впишите дату.', errorCode: 'NO_DATE' }, pairedItem: { item: 0 } });
	});

	it('stops the node where nothing else was chosen, and says which item it was', async () => {
		await expect(eachItem(context(undefined), 1, failing)).rejects.toMatchObject({ message: 'Нет даты.', description: 'Впишите дату.', context: { itemIndex: 0 } });
	});
});
