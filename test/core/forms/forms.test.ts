import { answerOf, buildForm, formKindFor, readForm, toFormJson, type FormProblem, type FormRefs } from '../../../core/forms';
import type { GivenFile } from '../../../core/media/types';
import { DeskError } from '../../../core/errors';
import { networkLabel } from '../../../core/forms/card';

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
		[{ ...answer, decision: 'Не подлежит обработке (п. 15)', exclusionGround: 'Нецензурные выражения' }, 'FORM_NO_EVIDENCE'],
	])('refuses an answer that says too little', (bad, code) => {
		const step = readForm('route', row(), bad, refs);
		expect(step.problem?.code).toBe(code);
		const again = buildForm('route', row(), { ...refs, again: { problem: step.problem ?? { code: '', message: '', hint: '' }, values: { ...step.answers } } });
		expect(again.fields.find((one) => one.fieldName === 'street')?.defaultValue).toBe('ул. Чубарова, 7');
		expect(again.fields[0]?.html).toContain(step.problem?.message);
	});

	it('reads an exclusion with its ground', () => {
		expect(readForm('route', row(), { ...answer, decision: 'Не подлежит обработке (п. 15)', exclusionGround: 'Нецензурные выражения', exclusionEvidence: ' три слова ' }, refs)).toEqual({ event: 'exclude', changes: { exclusionGround: 'obscene', exclusionEvidence: 'три слова', remark: '' } });
	});
});

describe('«Проект ответа»', () => {
	const page = (record: Record<string, unknown>, more: Partial<FormRefs> = {}) => buildForm('draft', record, { ...refs, ...more });
	const draft = (answer: Record<string, unknown>, more: Partial<FormRefs> = {}, record = row({ status: 'routed' })) => readForm('draft', record, { draftKind: 'Окончательный ответ', ...answer }, { ...refs, ...more });

	it('shows the curator’s remark, the templates of the topic and the earlier reply of a repeat', () => {
		const shown = JSON.stringify(page(row({ status: 'returned', returnRemark: 'Назовите дату', repeatOf: 5 }), { earlier: { id: 5, draftText: 'Яму засыпали', replyUrl: 'https://vk.com/wall-1_2?reply=9' } }));
		expect(shown).toContain('Назовите дату');
		expect(shown).toContain('Окончательный: Дороги');
		expect(shown).not.toContain('Окончательный: ЖКХ');
		expect(shown).toContain('Яму засыпали');
		expect(shown).toContain('принятые меры или ход решения');
	});

	it('proposes a final reply after an interim one and offers no second interim', () => {
		const kind = page(row({ status: 'interim', draftKind: 'interim', interimAt: '2026-11-24T00:00:00Z' })).fields.find((one) => one.fieldName === 'draftKind');
		expect(kind?.defaultValue).toBe('Окончательный ответ');
		expect(kind?.fieldOptions?.values.map((one) => one.option)).toEqual(['Окончательный ответ', 'Запрос уточнения']);
	});

	it('tells what the author has been told or asked already', () => {
		const interim = JSON.stringify(page(row({ status: 'interim', interimAt: '2026-11-24T00:00:00Z', interimUrl: 'https://vk.com/wall-1_2?reply=4', finalBy: '2026-12-03T11:59:59Z' })).fields);
		expect(interim).toMatch(/Промежуточный ответ дан<\/strong> 24\.11\.2026 в 12:00.*reply=4.*до 03\.12\.2026 в 23:59/u);
		expect(JSON.stringify(page(row({ status: 'clarification', replyUrl: 'https://vk.com/wall-1_2?reply=5' })).fields)).toMatch(/Автору задан вопрос.*reply=5/u);
	});

	it('tells the network’s limit of text and files', () => {
		const labels = page(row()).fields.map((one) => one.fieldLabel ?? '');
		expect(labels).toContain('Текст ответа (ВКонтакте: до 16\u00A0384 знаков)');
		expect(labels).toContain('Приложить файлы (до 2 файлов: фото до 50 МБ, видео до 200 МБ, документы до 200 МБ)');
	});

	it.each([
		['nothing', '  ', 'FORM_NO_TEXT'],
		['thanks alone', 'Здравствуйте! Спасибо за сообщение.', 'NO_SUBSTANCE'],
		['a blank', 'Яму засыпали щебнем [когда].', 'UNFILLED_BLANKS'],
		['a field', 'Яму засыпали щебнем, {автор}.', 'UNFILLED_BLANKS'],
		['21,000 characters', 'Яму засыпали щебнем. '.repeat(1000), 'TEXT_TOO_LONG'],
	])('does not send %s, and keeps what was typed', (_what, draftText, code) => {
		const step = draft({ draftText });
		expect(step.problem?.code).toBe(code);
		expect(step.changes).toMatchObject({ draftText: draftText.trim(), draftKind: 'final' });
	});

	it('takes out what turns the direction of writing, and leaves emoji whole', () => {
		expect(draft({ draftText: 'Свет\u202E включили\u202C 24 ноября 👨\u200D👩\u200D👧' }).changes.draftText).toBe('Свет включили 24 ноября 👨\u200D👩\u200D👧');
	});

	it('offers a too long text in parts that the network takes', () => {
		const step = draft({ draftText: 'Яму засыпали щебнем. '.repeat(1000) });
		expect(step.problem?.message).toContain('20999 знаков, можно 16384');
		expect(step.problem?.parts?.every((part) => part.length <= 16_384)).toBe(true);
		const shown = page(row(), { again: { problem: step.problem as FormProblem, values: step.changes } });
		expect(JSON.stringify(shown.fields[0])).toContain('Часть 2');
	});

	it('wants measures or progress from the reply to a repeat', () => {
		expect(draft({ draftText: 'По улице Чубарова вопрос известен давно.' }, {}, row({ status: 'routed', repeatOf: 5 })).problem?.code).toBe('NO_MEASURES');
		expect(draft({ draftText: 'Яму на Чубарова засыпали щебнем.' }, {}, row({ status: 'routed', repeatOf: 5 })).problem).toBeUndefined();
	});

	it('puts a template, filled from the case, under what was typed and opens again', () => {
		const templates = [{ topicGroup: '', kind: 'interim', title: 'В работе', text: 'Здравствуйте, {автор}! {место}: [что делается]. {афтор}' }];
		const step = draft({ draftText: 'Добрый день.', template: 'Промежуточный: В работе' }, { templates }, row({ authorName: 'Анна {срок}', location: 'Палана', street: 'ул. Чубарова, 7' }));
		expect(step.changes).toMatchObject({ draftKind: 'interim', draftText: 'Добрый день.\n\nЗдравствуйте, Анна срок! Палана, ул. Чубарова, 7: [что делается]. {афтор}' });
		expect(step.problem).toMatchObject({ code: 'TEMPLATE_INSERTED' });
		expect(step.problem?.hint).toContain('{афтор}');
	});

	describe('with files', () => {
		const jpeg = (name: string, sha = 'a'): GivenFile => ({ name, bytes: 1000, sha256: sha.repeat(64), head: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) });
		const stored = [{ name: 'двор.jpg', mime: 'image/jpeg', bytes: 5_000_000, sha256: 'b'.repeat(64), file: `17/${'b'.repeat(64)}.jpg` }];
		const text = 'Яму на Чубарова засыпали щебнем.';

		it('takes them, named by their digest', () => {
			const step = draft({ draftText: text }, { given: [jpeg('яма после.JPG')] });
			expect(JSON.parse(String(step.changes.draftAttachments))).toEqual([{ name: 'яма после.jpg', mime: 'image/jpeg', bytes: 1000, sha256: 'a'.repeat(64), file: `17/${'a'.repeat(64)}.jpg` }]);
		});

		it('keeps those of a returned draft that stay ticked, and drops the others', () => {
			const record = row({ status: 'returned', draftAttachments: JSON.stringify(stored) });
			const offered = page(record).attachments ?? [];
			expect(offered).toEqual(stored);
			const keep = page(record).fields.find((one) => one.fieldName === 'keep')?.defaultValue;
			expect(keep).toEqual(['1. двор.jpg (фото JPEG · 5 МБ)']);
			expect(JSON.parse(String(draft({ draftText: text, keep }, { offered }, record).changes.draftAttachments))).toEqual(stored);
			expect(draft({ draftText: text, keep: [] }, { offered }, record).changes.draftAttachments).toBe('');
		});

		it('keeps accepted files while the text is still wrong', () => {
			const step = draft({ draftText: '' }, { given: [jpeg('двор.jpg')] });
			expect(step.problem?.code).toBe('FORM_NO_TEXT');
			const again = page(row(), { again: { problem: step.problem as FormProblem, values: step.changes } });
			expect(again.fields.find((one) => one.fieldName === 'keep')?.defaultValue).toEqual(['1. двор.jpg (фото JPEG · 1 КБ)']);
		});

		it('says which file is wrong, and keeps the text', () => {
			const step = draft({ draftText: text }, { given: [{ ...jpeg('вирус.jpg'), head: new TextEncoder().encode('MZ......') }] });
			expect(step.problem).toMatchObject({ code: 'FILE_TYPE', message: 'Файл «вирус.jpg» не принят: программа.' });
			expect(step.changes.draftText).toBe(text);
		});

		it('counts them against the network’s limit', () => {
			expect(draft({ draftText: text }, { given: [jpeg('1.jpg', '1'), jpeg('2.jpg', '2'), jpeg('3.jpg', '3')] }).problem?.code).toBe('TOO_MANY_FILES');
		});
	});
});

describe('«Согласование» and publication by hand', () => {
	const TEXT = 'Яму на Чубарова засыпали щебнем.';
	const decide = (answer: Record<string, unknown>, record = row({ draftKind: 'final' }), more: Partial<FormRefs> = {}) => readForm('approve', record, { decision: 'Согласовать и опубликовать', draftText: TEXT, remark: '', ...answer }, { ...refs, ...more });
	const photo = { name: 'двор.jpg', mime: 'image/jpeg', bytes: 1000, sha256: 'b'.repeat(64), file: `17/${'b'.repeat(64)}.jpg` };
	const withPhoto = row({ status: 'approval', draftKind: 'final', draftText: TEXT, draftAttachments: JSON.stringify([photo]) });

	it('approves exactly the text in the field', () => {
		expect(decide({ draftText: ` ${TEXT} ` })).toEqual({ event: 'approve', changes: { draftText: TEXT, draftKind: 'final', draftAttachments: '', remark: '' } });
	});

	it('wants a remark with a return, and shows what was typed again', () => {
		const step = decide({ decision: 'Вернуть исполнителю', draftText: 'правка' });
		expect(step.problem?.code).toBe('FORM_NO_REMARK');
		expect(step.answers).toMatchObject({ decision: 'return', draftText: 'правка' });
		const again = buildForm('approve', row({ draftKind: 'final', draftText: TEXT }), { ...refs, again: { problem: step.problem as FormProblem, values: { ...step.changes, ...step.answers } } });
		expect(again.fields.find((one) => one.fieldName === 'draftText')?.defaultValue).toBe('правка');
		expect(again.fields.find((one) => one.fieldName === 'decision')?.defaultValue).toBe('Вернуть исполнителю');
	});

	it.each([
		['Спасибо за сообщение!', 'NO_SUBSTANCE'],
		['Яму засыпали щебнем [дата].', 'UNFILLED_BLANKS'],
		['', 'FORM_NO_TEXT'],
	])('does not approve %j', (draftText, code) => {
		expect(decide({ draftText }).problem?.code).toBe(code);
	});

	it('shows the pictures by their addresses and lets the curator drop one', () => {
		const page = buildForm('approve', withPhoto, { ...refs, fileLinks: { [photo.file]: '../webhook/fayl-otveta?k=abc' } });
		expect(JSON.stringify(page.fields)).toContain('<img src=\\"../webhook/fayl-otveta?k=abc\\" alt=\\"двор.jpg\\">');
		const keep = page.fields.find((one) => one.fieldName === 'keep')?.defaultValue;
		expect(decide({ keep }, withPhoto).changes.draftAttachments).toBe(JSON.stringify([photo]));
		expect(decide({ keep: [] }, withPhoto).changes.draftAttachments).toBe('');
	});

	it('tells of a repeat whether measures are named', () => {
		const words = (draftText: string): string => JSON.stringify(buildForm('approve', row({ status: 'approval', draftKind: 'final', draftText, repeatOf: 5 }), refs).fields);
		expect(words(TEXT)).toContain('меры или ход решения названы');
		expect(words('По Чубарова вопрос известен давно.')).toContain('мер или хода решения в тексте нет');
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

	it('come back from a text field as they were typed: n8n would write &lt; for < in a plain default', () => {
		const [field] = JSON.parse(toFormJson([{ fieldName: 'draftText', fieldType: 'textarea', defaultValue: '5 < 6' }])) as { defaultValue: unknown }[];
		expect(field?.defaultValue).toEqual(['5 < 6']);
	});

	it('cannot be put into a field by a link: the fields’ names have a key, and the answer comes without it', () => {
		const [field] = JSON.parse(toFormJson([{ fieldName: 'draftText', fieldType: 'textarea' }], '0a1b2c3d')) as { fieldName: string }[];
		expect(field?.fieldName).toBe('draftText__0a1b2c3d');
		expect(answerOf({ draftText__0a1b2c3d: 'да', user: 1 })).toEqual({ draftText: 'да', user: 1 });
	});

	it.each([['vk', 'ВКонтакте'], ['other', 'Другая сеть'], ['', 'сеть не указана'], ['rutube', 'rutube']])('name the network «%s» in words: %s', (network, words) => {
		expect(networkLabel(network)).toBe(words);
	});

	it('never make a link of another scheme', () => {
		expect(json).not.toContain('href=\\"javascript');
	});
});
