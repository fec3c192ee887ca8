import { loadTriageModel } from '../../../core/triage/model/load';
import { trainedModels } from '../../../core/triage/models';
import { prepare } from '../../../core/triage/text/prepare';
import { taxonomyOf } from '../../../core/triage/taxonomy';
import { classifyTopic, topicScope } from '../../../core/triage/topic';
import { toxicity } from '../../../core/triage/toxicity';

const model = loadTriageModel();
const verdict = (text: string) => classifyTopic(prepare(text), model);

describe('topic', () => {
	test.each([
		['на чубарова третий день нет воды, даже чай не попить', 'ЖКХ'],
		['батареи ледяные, в доме холодно, котельная стоит', 'ЖКХ'],
		['яма на дороге возле почты, колесо пробили', 'Дороги'],
		['мусор не вывозят неделю, баки переполнены', 'Мусор/Свалки/ТКО'],
		['в поликлинике к терапевту не записаться, талонов нет', 'Здравоохранение/Медицина'],
		['автобус опять не пришел по расписанию', 'Общественный транспорт'],
		['интернет не работает вторые сутки', 'Связь и телевидение'],
		['на кладбище не пройти к могилам', 'Погребение и похоронное дело'],
		['мужа мобилизовали а выплату не дают', 'Мобилизация'],
		['когда проведут газ в наше село', 'Газ и топливо'],
		['стая бродячих собак кидается на детей', 'Безопасность'],
	])('«%s» is %s', (text, group) => {
		expect(verdict(text).group).toBe(group);
	});

	test.each([
		['автобус не пришел', 'Общественный транспорт'],
		['Автобус в 7:40 вчера не пришёл, опоздала на работу. И сегодня не пришел', 'Общественный транспорт'],
		['не пришел учитель', 'Образование'],
	])('«%s» is %s, though a remembered text of another group is nearest', (text, group) => {
		expect(verdict(text).group).toBe(group);
		expect(verdict(text).confidence).toBeGreaterThan(0.5);
	});

	test('topics belong to their groups and to the taxonomy', () => {
		const taxonomy = taxonomyOf();
		const { alternatives, ...first } = verdict('не горит фонарь во дворе, темно');
		for (const { group, topic } of [first, ...alternatives]) expect(taxonomy[group]).toContain(topic);
		expect(alternatives).toHaveLength(3);
	});

	test('every group of the taxonomy can be reached', () => {
		expect([...model.topic.heads.group!.labels].sort()).toEqual(Object.keys(taxonomyOf()).sort());
	});

	test('confidences are probabilities, best first', () => {
		const { confidence, alternatives } = verdict('двор не чистят от снега, не выехать на дорогу');
		const all = [confidence, ...alternatives.map((other) => other.confidence)];
		expect(all).toEqual([...all].sort((a, b) => b - a));
		expect(all.reduce((sum, value) => sum + value)).toBeLessThanOrEqual(1.001);
	});

	test('the words that weighed are the resident’s own', () => {
		const text = 'Здравствуйте! На Обухова ФОНАРИ не горят, темно';
		const { evidence } = verdict(text);
		expect(evidence).toContain('ФОНАРИ');
		for (const word of evidence) expect(text).toContain(word);
	});

	test.each(['', '👍👍👍', '   ', '???'])('«%s» says nothing and is no error', (text) => {
		expect(verdict(text)).toEqual({ group: '', topic: '', confidence: 0, alternatives: [], evidence: [] });
	});
});

describe('the administration’s own taxonomy', () => {
	const { Дороги: roads = [], ...others } = taxonomyOf();
	const by = (taxonomy: Record<string, string[]>, text: string) => classifyTopic(prepare(text), model, topicScope(model, taxonomy));
	const hole = 'яма на дороге возле почты, колесо пробили';

	test('a dropped group is never named', () => {
		const { group, alternatives } = by(others, hole);
		expect([group, ...alternatives.map((other) => other.group)]).not.toContain('Дороги');
	});

	test('a renamed group keeps what was learnt', () => {
		const verdict = by({ ...others, 'Дорожное хозяйство': roads }, hole);
		expect(verdict.group).toBe('Дорожное хозяйство');
		expect(verdict.confidence).toBe(classifyTopic(prepare(hole), model).confidence);
	});

	test('an added group is found by the words of its name and topics', () => {
		const own = { ...others, Дороги: roads, Рыболовство: ['Лимиты на вылов лосося для населения', 'Рыболовный участок общины'] };
		expect(by(own, 'когда дадут лимиты на вылов лосося').group).toBe('Рыболовство');
		expect(by(own, hole).group).toBe('Дороги');
	});

	test('an added topic of a known group too', () => {
		const own = { ...others, Дороги: [...roads, 'Зимник до Лесной'] };
		expect(by(own, 'дорога: когда откроют зимник').topic).toBe('Зимник до Лесной');
	});

	test('a group made of topics taken from another keeps what was learnt of them', () => {
		const holes = 'Ямы и выбоины на дороге';
		const verdict = by({ ...others, Дороги: roads.filter((topic) => topic !== holes), 'Ямочный ремонт': [holes] }, hole);
		expect(verdict).toMatchObject({ group: 'Ямочный ремонт', topic: holes });
	});

	test('the models of a node speak of the taxonomy they were given', () => {
		const { topicOf } = trainedModels({ ...others, 'Дорожное хозяйство': roads });
		expect(topicOf(prepare(hole)).group).toBe('Дорожное хозяйство');
		expect(trainedModels().topicOf(prepare(hole)).group).toBe('Дороги');
	});

	test('no groups, no verdict', () => {
		expect(by({}, hole).group).toBe('');
	});
});

describe('abuse', () => {
	const probability = (text: string): number => toxicity(prepare(text), model).probability;

	test.each([
		['ты тупая мразь, чтоб ты сдохла', 'здравствуйте, когда почистят дорогу от снега'],
		['дебилы конченые сидят там', 'безобразие, сколько можно ждать воду'],
		['пошли вы нахуй уроды', 'достали уже эти ямы, бардак полный'],
	])('«%s» is likelier abuse than «%s»', (abusive, grievance) => {
		expect(probability(abusive)).toBeGreaterThan(model.toxicity.threshold);
		expect(probability(grievance)).toBeLessThan(model.toxicity.threshold);
	});

	test('the words that weighed are shown', () => {
		expect(toxicity(prepare('какие же вы там дебилы'), model).evidence).toContain('дебилы');
	});

	test('an empty text abuses nobody', () => {
		expect(toxicity(prepare(''), model)).toEqual({ probability: 0, evidence: [] });
	});
});
