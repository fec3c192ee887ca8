import { abuseMarks } from '../../../core/triage/abuse/marks';
import { prepare } from '../../../core/triage/text/prepare';

const names = (text: string) => [...abuseMarks(prepare(text)).keys()];

describe('marks of abuse, features of the trained model', () => {
	it.each([
		['заткнись, клоун', ['scorn.order', 'scorn.vile', 'insult.aimed']],
		['ты дебил', ['to.thou', 'insult.hard', 'scorn.mind']],
		['вот же х*йня', ['obscene.sure']],
		['убью тебя', ['threat.sure']],
		['очередной кремлебот', ['scorn.bot', 'scorn.group']],
	])('«%s» has %j', (text, expected) => {
		expect(names(text)).toEqual(expect.arrayContaining(expected));
	});

	it('an ordinary complaint has only its length', () => {
		expect(names('третий день нет воды в доме')).toEqual(['length.2']);
	});

	it('counts up to three', () => {
		expect(abuseMarks(prepare('клоун клоун клоун клоун клоун')).get('scorn.vile')).toBe(3);
	});
});
