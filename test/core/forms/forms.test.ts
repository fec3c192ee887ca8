import { buildForm, formKindFor, readForm, toFormJson, type FormRefs } from '../../../core/forms';
import { DeskError } from '../../../core/errors';

const refs: FormRefs = {
	officials: [
		{ email: 'head@palana.example', name: 'Глава Пробная', role: 'head', active: true },
		{ email: 'deputy@palana.example', name: 'Заместитель Пробный', role: 'deputy', active: true },
		{ email: 'exec@palana.example', name: 'Исполнитель Пробный', role: 'executor', active: true },
		{ email: 'gone@palana.example', name: 'Уволенный', role: 'executor', active: false },
	],
	templates: [
		{ topicGroup: 'Дороги', kind: 'final', title: 'Дороги', text: 'Расчищено.' },
		{ topicGroup: 'ЖКХ', kind: 'final', title: 'ЖКХ', text: 'Починено.' },
	],
	taxonomy: { Дороги: ['Ямы', 'Уборка снега'], ЖКХ: ['Отопление'] },
	zone: 'Asia/Kamchatka',
};

const row = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
	id: 17,
	version: 1,
	status: 'registered',
	network: 'vk',
	url: 'https://vk.com/wall-1_2?reply=3',
	text: 'на чубарова яма',
	detectedAt: '2026-11-23T22:00:00.000Z',
	topicGroup: 'Дороги',
	topic: 'Ямы',
	alternatives: JSON.stringify([{ group: 'ЖКХ', topic: 'Отопление', confidence: 0.2 }]),
	importance: 'high',
	reducedTerm: '1d',
	...changes,
});

const answer = { decision: 'Направить на подготовку ответа', topic: 'Дороги — Ямы', location: 'Палана', street: 'ул. Чубарова, 7', importance: 'Высокая', reducedTerm: '1 рабочий день', recipient: 'Определить по компетенции', executor: 'Исполнитель Пробный (exec@palana.example)', exclusionGround: 'Нет', remark: '' };

const codeOf = (run: () => unknown): string => {
	try {
		run();
		return 'no error';
	} catch (error) {
		return error instanceof DeskError ? error.code : String(error);
	}
};

describe('the form behind a link', () => {
	it.each([
		['route', 'registered', 'route'],
		['route', 'review', 'route'],
		['route', 'excluded', 'route'],
		['draft', 'routed', 'draft'],
		['draft', 'returned', 'draft'],
		['draft', 'interim', 'draft'],
		['publish', 'approval', 'approve'],
		['publish', 'approved', 'byHand'],
	] as const)('%s of a case in %s opens %s', (link, status, kind) => {
		expect(formKindFor(link, row({ status }))).toBe(kind);
	});

	it.each([
		['route', row({ status: 'answered' }), 'FORM_NOT_NOW'],
		['draft', row({ status: 'approval' }), 'FORM_NOT_NOW'],
		['publish', row({ status: 'routed' }), 'FORM_NOT_NOW'],
		['route', {}, 'CASE_NOT_FOUND'],
	] as const)('%s is refused where it makes no sense', (link, record, code) => {
		expect(codeOf(() => formKindFor(link, record))).toBe(code);
	});
});

describe('«Направление»', () => {
	const fields = buildForm('route', row(), refs).fields;
	const field = (name: string) => fields.find((one) => one.fieldName === name);

	it('offers the triage’s own topic first, then its alternatives, then all the rest once', () => {
		expect(field('topic')?.fieldOptions?.values.map((one) => one.option)).toEqual(['Дороги — Ямы', 'ЖКХ — Отопление', 'Дороги', 'Дороги — Уборка снега', 'ЖКХ']);
	});

	it('keeps what the triage proposed as the default', () => {
		expect([field('importance')?.defaultValue, field('reducedTerm')?.defaultValue]).toEqual(['Высокая', '1 рабочий день']);
	});

	it('does not offer people who are out of service', () => {
		expect(JSON.stringify(field('executor'))).not.toContain('Уволенный');
	});

	it('reads a routing with a chosen executor and leaves the recipient to competence', () => {
		expect(readForm('route', row(), answer, refs)).toEqual({
			event: 'route',
			changes: { topicGroup: 'Дороги', topic: 'Ямы', location: 'Палана', street: 'ул. Чубарова, 7', recipient: '', recipientName: '', executor: 'exec@palana.example', executorName: 'Исполнитель Пробный', importance: 'high', reducedTerm: '1d', remark: '' },
		});
	});

	it('reads a group without a topic', () => {
		expect(readForm('route', row(), { ...answer, topic: 'ЖКХ' }, refs).changes).toMatchObject({ topicGroup: 'ЖКХ', topic: '' });
	});

	it.each([
		[{ ...answer, topic: 'Выдумка' }, 'FORM_UNKNOWN_TOPIC'],
		[{ ...answer, decision: 'Не подлежит обработке (п. 15)' }, 'FORM_NO_GROUND'],
		[{ ...answer, decision: 'Закрыть без ответа' }, 'FORM_NO_REASON'],
		[{ ...answer, decision: '' }, 'FORM_NO_DECISION'],
	])('refuses an answer that says too little', (bad, code) => {
		expect(codeOf(() => readForm('route', row(), bad, refs))).toBe(code);
	});

	it('reads an exclusion with its ground', () => {
		expect(readForm('route', row(), { ...answer, decision: 'Не подлежит обработке (п. 15)', exclusionGround: 'Нецензурные выражения' }, refs)).toEqual({ event: 'exclude', changes: { exclusionGround: 'obscene', remark: '' } });
	});
});

describe('«Проект ответа»', () => {
	it('shows the curator’s remark, the templates of the topic and the earlier reply of a repeat', () => {
		const page = JSON.stringify(buildForm('draft', row({ status: 'returned', returnRemark: 'Назовите дату' }), { ...refs, earlier: { id: 5, draftText: 'Яму засыпали', replyUrl: 'https://vk.com/wall-1_2?reply=9' } }));
		expect(page).toContain('Назовите дату');
		expect(page).toContain('Расчищено.');
		expect(page).not.toContain('Починено.');
		expect(page).toContain('Яму засыпали');
	});

	it('proposes a final reply after an interim one', () => {
		const kind = buildForm('draft', row({ status: 'interim', draftKind: 'interim' }), refs).fields.find((one) => one.fieldName === 'draftKind');
		expect(kind?.defaultValue).toBe('Окончательный ответ');
	});

	it('refuses an empty text', () => {
		expect(codeOf(() => readForm('draft', row(), { draftKind: 'Окончательный ответ', draftText: '  ' }, refs))).toBe('FORM_NO_TEXT');
	});
});

describe('«Согласование» and publication by hand', () => {
	it('approves exactly the text in the field', () => {
		expect(readForm('approve', row({ draftKind: 'final' }), { decision: 'Согласовать и опубликовать', draftText: ' Готово. ', remark: '' }, refs)).toEqual({ event: 'approve', changes: { draftText: 'Готово.', draftKind: 'final', draftAttachments: '', remark: '' } });
	});

	it('wants a remark with a return', () => {
		expect(codeOf(() => readForm('approve', row(), { decision: 'Вернуть исполнителю', draftText: 'x', remark: '' }, refs))).toBe('FORM_NO_REMARK');
	});

	it('takes only a web address as the published link', () => {
		expect(codeOf(() => readForm('byHand', row(), { replyUrl: 'javascript:alert(1)' }, refs))).toBe('FORM_NO_LINK');
		expect(readForm('byHand', row(), { replyUrl: ' https://ok.ru/a/1 ' }, refs)).toEqual({ event: 'published', changes: { replyUrl: 'https://ok.ru/a/1', replyId: '' } });
	});
});

describe('a resident’s words on a page', () => {
	const evil = '<script>alert(1)</script> {{ $env }} $& \u202E <img src=x onerror=alert(1)>';
	const page = buildForm('route', row({ text: evil, authorName: evil, url: 'javascript:alert(1)' }), refs);
	const json = toFormJson(page.fields);

	it('are escaped, cannot become an expression or a replacement pattern, and survive as text', () => {
		expect(json).not.toMatch(/<script|<img|\{\{|\$|\u202E/u);
		const [card] = JSON.parse(json) as { html: string }[];
		expect(card?.html).toContain('&lt;script&gt;');
		expect(card?.html).toContain('{{ $env }} $&amp;');
	});

	it('never make a link of another scheme', () => {
		expect(json).not.toContain('href=\\"javascript');
	});
});
