import { hasSubstance, tellsMeasures } from '../../../core/cases/substance';

describe('substance of a reply (clause 14)', () => {
	it.each([
		'Фонарь починили.',
		'Здравствуйте! Уточните, пожалуйста, номер дома и подъезд.',
		'Добрый день! Дорогу на Портовой отсыпят до 1 декабря.',
		'[id1|Анна], бригада выедет завтра',
	])('is there: %s', (text) => {
		expect(hasSubstance(text)).toBe(true);
	});

	it.each(['', '   ', '...', '👍👍👍', 'ок', 'Здравствуйте!', 'Спасибо за ваше обращение!', 'Ваше сообщение принято.', 'https://example.org/otvet', '@admin', '12345 67890', 'Добрый день! Благодарим за обращение. Администрация.'])('is missing: %s', (text) => {
		expect(hasSubstance(text)).toBe(false);
	});
});

describe('measures or progress on a repeat (clause 13)', () => {
	it.each([
		'Бригада выехала, свет включат к вечеру',
		'Ямы засыпаны 20 ноября',
		'Работы ведутся, закончим до пятницы',
		'Контракт заключён, поставка труб в декабре',
		'Приняты меры: собаки отловлены',
		'Мы направили заявку в «Камчатэнерго»',
		'Ремонт запланирован на весну',
	])('are told: %s', (text) => {
		expect(tellsMeasures(text)).toBe(true);
	});

	it.each(['Ваш вопрос очень важен для нас', 'Мы знаем об этой проблеме', 'Обратитесь в управляющую компанию по телефону', 'Снег зимой — обычное дело', ''])('are not told: %s', (text) => {
		expect(tellsMeasures(text)).toBe(false);
	});
});
