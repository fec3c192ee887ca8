import { DeskError } from '../../../core/errors';
import { judgePlace } from '../../../core/triage/place/find';
import { compileGazetteer, ownPlaces, readPlace, readPlaces } from '../../../core/triage/place/gazetteer';
import { prepare } from '../../../core/triage/text/prepare';

const own = compileGazetteer(ownPlaces());
const place = (text: string) => {
	const { settlement, street } = judgePlace(prepare(text), own);
	return [settlement, street];
};

describe('place in any case form and abbreviation', () => {
	it.each([
		['на чубарова 7 во дворе', 'Палана', 'ул. Чубарова, 7'],
		['ул. Обухова, д.4', 'Палана', 'ул. Обухова, 4'],
		['дом 3 на Бекерева', 'Палана', 'ул. Бекерева, 3'],
		['в 5 доме по Поротова', 'Палана', 'ул. Поротова, 5'],
		['ЧУБАРОВА 12А', 'Палана', 'ул. Чубарова, 12а'],
		['Чубарова 7 "а"', 'Палана', 'ул. Чубарова, 7а'],
		['чубаровой 8', 'Палана', 'ул. Чубарова, 8'],
		['чюбарова 8 подъезд 2', 'Палана', 'ул. Чубарова, 8'],
		['Чубарова 7 кв 5', 'Палана', 'ул. Чубарова, 7'],
		['50 лет комсомола камчатки д 1', 'Палана', 'ул. 50-летия Комсомола Камчатки, 1'],
		['50-летия Камчатского комсомола 3/1', 'Палана', 'ул. 50-летия Комсомола Камчатки, 3/1'],
		['у дома чубарова 5 столб без лампы', 'Палана', 'ул. Чубарова, 5'],
		['ул Мира 5 яма', '', 'ул. Мира, 5'],
		['у нас в палане', 'Палана', ''],
		['усть-хайрюзово без света', 'Усть-Хайрюзово', ''],
		['рейс из Тигиля в Палану', 'Палана', ''],
		['с. Лесная', 'Лесная', ''],
		['в лесной нет света', 'Лесная', ''],
		['из Лесной не выбраться', 'Лесная', ''],
		['село Седанка без связи', 'Седанка', ''],
		['на Гиля 10 темно', 'Палана', 'ул. Гиля, 10'],
		['на обухова у дома 12 яма', 'Палана', 'ул. Обухова, 12'],
		['Чубарова, рядом с домом 7 свалка', 'Палана', 'ул. Чубарова, 7'],
		['на чубарова в 7 доме холодно', 'Палана', 'ул. Чубарова, 7'],
		['на Бекерева напротив д. 3 не горит', 'Палана', 'ул. Бекерева, 3'],
	])('«%s»', (text, settlement, street) => {
		expect(place(text)).toEqual([settlement, street]);
	});

	it.each([
		['на чубарова 2 недели нет воды', 'ул. Чубарова'],
		['на чубарова 3 день темно', 'ул. Чубарова'],
		['на чубарова 5 фонарей не горят', 'ул. Чубарова'],
		['на Обухова с 1 сентября', 'ул. Обухова'],
		['на Обухова у 5 столба', 'ул. Обухова'],
		['на Обухова в 22 опять музыка', 'ул. Обухова'],
		['от Обухова до дома культуры', 'ул. Обухова'],
	])('«%s»: what is counted is no house', (text, street) => {
		expect(place(text)[1]).toBe(street);
	});

	it.each(['лесная дорога', 'в лесной зоне', 'на Седанке рыбачили', 'на набережной мусор', 'школьная форма', 'день космонавтов', 'памятник Ленина', 'врач Обухова А.П.', 'на улице темно'])('«%s» names no place', (text) => {
		expect(place(text)).toEqual(['', '']);
	});
});

describe('names of the staff', () => {
	const rows = [
		{ name: 'Старый аэропорт', kind: 'place', settlement: 'Палана', aliases: 'старый порт; взлётка' },
		{ name: 'Мира', kind: 'street', settlement: 'Тигиль' },
	];
	const gazetteer = compileGazetteer([...ownPlaces(), ...readPlaces(rows).places]);

	it('are found by name and by alias', () => {
		expect(judgePlace(prepare('яма у старого аэропорта'), gazetteer)).toMatchObject({ settlement: 'Палана', street: 'Старый аэропорт' });
		expect(judgePlace(prepare('гоняют по взлетке'), gazetteer).street).toBe('Старый аэропорт');
		expect(judgePlace(prepare('на Мира 4'), gazetteer)).toMatchObject({ settlement: 'Тигиль', street: 'ул. Мира, 4' });
	});

	it('a row that cannot be read is passed over and told of; an empty row is nothing', () => {
		const { places, problems } = readPlaces([{ name: 'Х', kind: 'дом' }, { id: 5, name: '', kind: '' }, { name: 'Мыс' }]);
		expect(places.map(({ name, kind }) => [name, kind])).toEqual([['Мыс', 'place']]);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain('«Х»');
		expect(() => readPlace({ kind: 'street' })).toThrow(DeskError);
	});
});
