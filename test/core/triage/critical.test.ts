import { judgeCritical } from '../../../core/triage/critical';
import { prepare } from '../../../core/triage/text/prepare';

const dangers = (text: string) => judgeCritical(prepare(text)).dangers;

describe('danger to life', () => {
	it.each([
		['не хочу жить', 'suicide'],
		['сегодня повешусь', 'suicide'],
		['дочка наглоталась таблеток', 'suicide'],
		['прощайте все', 'suicide'],
		['горит дом на Чубарова', 'fire'],
		['ДЫМ ВАЛИТ ИЗ ЩИТКА', 'fire'],
		['в подъезде пахнет газом', 'gas'],
		['воняет газом вторые сутки', 'gas'],
		['ребенок провалился в люк', 'child'],
		['дети бегают по льдинам', 'child'],
		['рыбаков унесло на льдине', 'missing'],
		['пропала бабушка, ушла утром', 'missing'],
		['провод оборвался и искрит', 'electric'],
		['током бьёт от стиралки', 'electric'],
		['обвалилась крыша школы', 'collapse'],
		['муж избивает соседку', 'violence'],
		['кто-то стреляет во дворе', 'violence'],
		['скорая не едет второй час', 'medical'],
		['медведь во дворе школы', 'beast'],
		['стая собак напала на женщину', 'beast'],
		['кипяток хлещет из трубы', 'water'],
	])('«%s» is %s', (text, danger) => {
		expect(dangers(text)).toContain(danger);
	});

	it.each([
		'лампочка горит днем', 'фонари не горят', 'пожарный проезд заставлен', 'после пожара дом не снесли', 'горячая линия не отвечает', 'пахнет выхлопным газом', 'не хочу жить в таком доме',
		'поселок умирает', 'интернет умирает', 'скульптура медведя у входа', 'салют стреляли', 'ребенок пошел в школу', 'связь пропала', 'дети ходят одни в школу', 'знак упал', 'снег сошел с крыши',
		'собака бегает во дворе', 'хоть вешайся', 'провода интернета висят', 'мертвая нерпа лежит на берегу',
	])('«%s» is none', (text) => {
		expect(dangers(text)).toEqual([]);
	});

	it('tells the gravest first and the words', () => {
		const verdict = judgeCritical(prepare('искрит проводка и ребенок провалился в люк'));
		expect(verdict.dangers).toEqual(['child', 'electric', 'sos']);
		expect(verdict.evidence).toContain('искрит');
	});
});
