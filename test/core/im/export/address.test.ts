import { canonicalUrl } from '../../../../core/cases/messageKey';
import { webAddress } from '../../../../core/im/export/address';

describe('the web address of a cell', () => {
	it.each([
		['https://ok.ru/group/7/topic/9.', 'https://ok.ru/group/7/topic/9'],
		['https://ok.ru/group/7/topic/9, написано вчера', 'https://ok.ru/group/7/topic/9'],
		['Сообщение (https://ok.ru/group/7/topic/9)', 'https://ok.ru/group/7/topic/9'],
		['(см. https://ok.ru/group/7/topic/9).', 'https://ok.ru/group/7/topic/9'],
		['[https://ok.ru/group/7/topic/9];', 'https://ok.ru/group/7/topic/9'],
		['ok.ru/group/7/topic/9.', 'ok.ru/group/7/topic/9'],
		['https://ru.wikipedia.org/wiki/Палана_(село)', 'https://ru.wikipedia.org/wiki/Палана_(село)'],
		['(https://ru.wikipedia.org/wiki/Палана_(село))', 'https://ru.wikipedia.org/wiki/Палана_(село)'],
		['https://ok.ru/a,https://ok.ru/b', 'https://ok.ru/a'],
		['https://palana.example/new.html?x=1,2', 'https://palana.example/new.html?x=1,2'],
		['https://vk.com/wall-1_2?reply=3', 'https://vk.com/wall-1_2?reply=3'],
		['нет ссылки.', ''],
		[')))', ''],
	])('of «%s» is «%s»', (cell, address) => {
		expect(webAddress(cell)).toBe(address);
	});

	it('gives one key however the sentence around it ends', () => {
		const keys = ['', '.', ',', ')', ').', '!'].map((end) => canonicalUrl(webAddress(`https://ok.ru/group/7/topic/9${end}`)));
		expect(new Set(keys)).toEqual(new Set(['ok.ru/group/7/topic/9']));
	});
});
