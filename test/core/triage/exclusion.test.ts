import { judgeExclusion } from '../../../core/triage/exclusion';
import { prepare } from '../../../core/triage/text/prepare';

const judge = (text: string, probability?: number) => judgeExclusion(prepare(text), probability === undefined ? undefined : { probability, evidence: ['слово'] });

describe('clause 15: what is not processed', () => {
	it.each([
		['я тебя убью если не починишь', 'threat'],
		['Зарежу тебя', 'threat'],
		['приду в контору с топором', 'threat'],
		['у6ью гада', 'threat'],
		['У Б Ь Ю тварь', 'threat'],
		['знаю где ты живёшь', 'threat'],
		['голову тебе оторву', 'threat'],
		['сожгу вашу администрацию', 'threat'],
		['всех вас перестрелять надо', 'threat'],
		['к стенке вас ставить', 'threat'],
		['какого хуя нет воды', 'obscene'],
		['х*й дождёшься', 'obscene'],
		['xyй вам', 'obscene'],
		['п и з д а рулю', 'obscene'],
		['б л я', 'obscene'],
		['п***ц дорогам', 'obscene'],
		['пох@й всем', 'obscene'],
		['пиzдец', 'obscene'],
		['о.х.у.е.л.и', 'obscene'],
		['з а е б а л и', 'obscene'],
		['ЁБАНЫЙ СВЕТ', 'obscene'],
		['nahuy', 'obscene'],
		['вы дебилы', 'insult'],
		['с*ка, где свет', 'insult'],
		['с.у.к.и', 'insult'],
		['козлы вы', 'insult'],
		['чтоб вы сдохли', 'insult'],
		['мразь продажная', 'insult'],
	])('«%s» is %s', (text, ground) => {
		expect(judge(text)).toMatchObject({ ground, sure: true });
	});

	it('shows the words as they were written', () => {
		expect(judge('Да П И З Д Е Ц какой-то').evidence).toEqual(['П И З Д Е Ц']);
	});
});

describe('what is grievance or an ordinary word', () => {
	it.each([
		'пять минут жду', 'какая управляющая компания', 'сломанный сук висит над тропой', 'сука дерева торчит', 'я член совета дома', 'позвонила мужу',
		'прошу вас повесить знак', 'повесить фонарь у школы', 'чем убить время', 'убитая дорога', 'убил подвеску', 'хоть вешайся', 'задолбали отключать', 'достали со своими отписками',
		'бардак и безобразие', 'не надо оскорблять людей', 'требуем ремонта', 'подстрахуйте нас', 'гребень крыши', 'застрахуй дом', 'художник и хулиганы', 'команда и мандарины', 'учебный год', 'погребли под снегом',
		'дороги говно', 'тут ноги переломаешь на льду', 'сломаю себе ногу на этой лестнице', 'вы издеваетесь', 'крысы в подвале', 'собаки гуляют', 'сухая сука на дереве',
		'не убью же я его за это', 'взорвали петарду', 'небеса и хлеб', 'колебания напряжения', 'потреблять и употреблять воду', 'скипидар', 'рубля не дали', 'веб-камера',
	])('«%s» is nothing of clause 15', (text) => {
		expect(judge(text)).toMatchObject({ ground: '', sure: false });
	});
});

describe('doubt goes to the curator, not to silence', () => {
	it.each([
		['врач назвала меня дурой', 'insult'],
		['учитель обозвал ребёнка: дебил, говорит', 'insult'],
		['какой-то идиот перегородил проезд', 'insult'],
		['х*** что сделаете', 'obscene'],
		['убил бы того кто это построил', 'threat'],
		['сосед угрожает убить меня', 'threat'],
		['еще пожалеете об этом', 'threat'],
		['я за себя не ручаюсь', 'threat'],
		['🖕 вам', 'insult'],
	])('«%s» may be %s', (text, ground) => {
		const verdict = judge(text);
		expect(verdict).toMatchObject({ ground, sure: false });
		expect(verdict.doubt).not.toBe('');
	});

	it('a negation silences only the word right after it', () => {
		expect(judge('соседа придушу, спать не дает').ground).toBe('threat');
		expect(judge('не придушу же я соседа').ground).toBe('');
	});

	it('the model alone makes the curator look and never excludes', () => {
		expect(judge('вода холодная', 0.97)).toMatchObject({ ground: 'insult', sure: false, evidence: ['слово'] });
		expect(judge('вода холодная', 0.6).ground).toBe('');
	});
});

describe('any input', () => {
	it.each([
		['letters', 'а'.repeat(60_000)],
		['masks', '*'.repeat(60_000)],
		['masked words', 'х*'.repeat(30_000)],
		['torn words', 'а.'.repeat(30_000)],
		['empty', ''],
		['threat words', 'убью '.repeat(12_000)],
	])('%s are judged without failing', (_, text) => {
		expect(() => judge(text)).not.toThrow();
	});
});
