import finer from '../../../data/lexicon/finer.json';
import { finerTopic } from '../../../core/triage/finer';
import { trainedModels } from '../../../core/triage/models';
import { prepare } from '../../../core/triage/text/prepare';
import { taxonomyOf } from '../../../core/triage/taxonomy';

const topicOf = (text: string, taxonomy = taxonomyOf()): string => trainedModels(taxonomy).topicOf(prepare(text)).topic;

describe('a topic finer than the model knows', () => {
	it.each([
		['на бекерева 5 третий день нет горячей воды', 'Отсутствие горячей воды'],
		['когда дадут горячую воду???', 'Отсутствие горячей воды'],
		['ГОРЯЧЕЙ ВОДЫ НЕТ НЕДЕЛЮ моемся холодной', 'Отсутствие горячей воды'],
		['нет ни горячей ни холодной воды во всём доме', 'Отсутствие холодной воды'],
		['нет холодной воды на обухова', 'Отсутствие холодной воды'],
		['из крана вода ржавая, пить невозможно', 'Плохое качество воды'],
		['на третьем этаже вода еле течёт напора никакого', 'Низкая температура воды/слабое давление'],
		['крыша течет прямо в подъезд, лужа на пятом этаже', 'Протечки с кровли (системы водостока)'],
		['сосульки висят над входом в подъезд огромные', 'Наледь и сосульки на кровле'],
		['снег с детской площадки так и не убрали, дети в сугробах', 'Нарушение правил уборки от снега и наледи детской игровой и спортивной площадки'],
		['мост через речку совсем развалился, ремонт нужен', 'Ремонт/строительство мостов'],
		['скорую ждали полтора часа', 'Скорая помощь'],
	])('«%s» is %s', (text, topic) => {
		expect(topicOf(text)).toBe(topic);
	});

	it('is not said where the administration has no such topic', () => {
		const own = taxonomyOf();
		const without = { ...own, ЖКХ: own.ЖКХ!.filter((topic) => topic !== 'Отсутствие горячей воды') };
		expect(topicOf('на бекерева 5 третий день нет горячей воды', without)).toBe('Отсутствие холодной воды');
	});

	it('is told by the beginning of a long message', () => {
		const long = `нет воды во всём доме ${'уже который день ждём и звоним '.repeat(10)} и горячей воды тоже не было летом`;
		expect(topicOf(long)).toBe('Отсутствие холодной воды');
	});

	it('leaves every other topic as the model said', () => {
		expect(finerTopic(prepare('нет горячей воды'), 'Лифт неисправен или отключен', () => true)).toBe('Лифт неисправен или отключен');
	});

	it('names topics of one group of the taxonomy, and every list has its topic', () => {
		const groups = Object.values(taxonomyOf());
		expect(Object.keys(finer.topics).sort()).toEqual(Object.keys(finer.lists).sort());
		for (const { say, insteadOf } of Object.values(finer.topics)) {
			const group = groups.find((topics) => topics.includes(say)) ?? [];
			expect(insteadOf.filter((topic) => !group.includes(topic) || topic === say)).toEqual([]);
		}
	});
});
