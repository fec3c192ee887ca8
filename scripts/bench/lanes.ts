/** What is measured in a real n8n: rows of nodes with what they are fed. Every node of the package stands in one of them. */
export const OURS = 'n8n-nodes-incident-desk';
export const SET = 'Set with one expression';

export interface Subject {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Of a built-in node. */
	readonly typeVersion?: number;
}

/** A source of items; the nodes of each chain stand in a row behind it, each fed by the one before. */
export interface Lane {
	readonly name: string;
	/** Code that returns `count` items. */
	readonly items: string;
	readonly chains: readonly (readonly Subject[])[];
}

const ours = (name: string, type: string, parameters: Subject['parameters']): Subject => ({ name, type: `${OURS}.${type}`, parameters });

const PEOPLE = JSON.stringify(
	Array.from({ length: 30 }, (_one, index) => ({
		email: `e${index}@palana.example`,
		name: `Исполнитель ${index}`,
		role: index === 0 ? 'head' : index < 4 ? 'deputy' : index === 4 ? 'curator' : 'executor',
		competences: index % 3 === 0 ? '*' : 'Дороги; ЖКХ',
		actReference: 'Распоряжение № 1',
		order: index,
		active: true,
	})),
);
const HEAD = 'e0@palana.example';
const CURATOR = 'e4@palana.example';
const EXECUTOR = 'e5@palana.example';

const TEXT = `topics[i % topics.length] + ' на чубарова ' + (i % 60 + 1) + ', пишу уже ' + (i % 9 + 2) + ' раз, сделайте что-нибудь! ' + i`;
const TOPICS = `const topics = ['яма на дороге', 'нет света', 'не вывозят мусор', 'холодно в квартире', 'собаки у школы', 'когда откроют каток'];\n`;
/** Dates over two years up to November 2026. */
const AT = `new Date(Date.UTC(2024, 10, 25) + (i * 63072000000) / count)`;

/** Invented messages, all different. */
const MESSAGES = `${TOPICS}return Array.from({ length: count }, (_, i) => ({ json: { network: 'vk', externalId: 'wall-1_' + i, authorId: String(i % 700), text: ${TEXT}, detectedAt: ${AT}.toISOString(), foundBy: 'incidentManager', marker: i } }));`;

/** Rows of the register in one state. */
const cases = (status: string): string => `${TOPICS}const groups = ['ЖКХ', 'Дороги', 'Благоустройство', 'Связь', 'Здравоохранение'];
const sha = 'a'.repeat(64);
return Array.from({ length: count }, (_, i) => { const at = ${AT}; const after = (days) => new Date(at.getTime() + days * 86400000).toISOString(); return { json: {
	id: i + 1, version: 3, status: '${status}', network: 'vk', messageKey: 'vk:wall-1_' + i, externalId: 'wall-1_' + i, url: 'https://vk.com/wall-1_' + i,
	authorName: 'Житель ' + i % 700, authorId: String(i % 700), text: ${TEXT}, publishedAt: at.toISOString(), detectedAt: at.toISOString(), foundBy: 'incidentManager',
	disposition: 'answer', topicGroup: groups[i % 5], topic: '', topicConfidence: 0.9, alternatives: JSON.stringify([{ group: groups[(i + 1) % 5], topic: '', confidence: 0.05 }]), location: 'Палана', street: 'Чубарова', importance: 'normal',
	routeBy: after(1), replyBy: after(7), nextDueAt: after(7), nextDueWhat: 'reply', recipient: 'e' + (1 + i % 3) + '@palana.example', recipientName: 'Исполнитель ' + (1 + i % 3), executor: 'e' + (5 + i % 20) + '@palana.example', executorName: 'Исполнитель ' + (5 + i % 20),
	draftText: 'Здравствуйте! По вашему сообщению работы сделаны, приняты меры.', draftKind: 'final', draftAttachments: JSON.stringify([{ name: 'фото.jpg', mime: 'image/jpeg', bytes: 1000, sha256: sha, file: (i + 1) + '/' + sha + '.jpg' }]),
	replyPublishedAt: '${status}' === 'answered' ? after(4) : null, updatedAt: after(4) } }; });`;

const FAILURES = `return Array.from({ length: count }, (_, i) => ({ json: { execution: { id: String(i), url: 'http://127.0.0.1/execution/' + i, error: { message: 'дело № ' + i + ': сбой вида ' + i % 50 }, lastNodeExecuted: 'Узел ' + i % 7, mode: 'trigger' }, workflow: { id: 'incidentDesk00' + i % 29, name: 'Процесс ' + i % 29 } } }));`;
const MAILS = `return Array.from({ length: count }, (_, i) => ({ json: { to: 'e' + i % 30 + '@palana.example', brief: 'Дело № ' + i + ': ответить до 27.11.2026' } }));`;
const JOURNAL = `return Array.from({ length: count }, (_, i) => ({ json: { id: i + 1, entryKey: i + ':1', caseId: i + 1, version: 1, at: '2026-01-01T00:00:00.000Z', event: 'draft', remark: 'поправлено', changes: JSON.stringify({ draftText: [null, 'Здравствуйте! Сделано.'], url: [null, 'https://vk.com/wall-1_' + i] }) } }));`;
const EXPORT_ROWS = `${TOPICS}return Array.from({ length: count }, (_, i) => ({ json: { 'Номер': 'IM-' + i, 'Дата создания': '24.11.2025 10:15', 'Соцсеть': 'ВКонтакте', 'Ссылка': 'https://vk.com/wall-1_' + i, 'Автор': 'Житель ' + i % 700, 'Текст': ${TEXT} } }));`;

const SETTINGS = JSON.stringify([{ key: 'officerEmail', value: 'it@palana.example' }, { key: 'messenger:e5@palana.example', value: 'max:12345' }, { key: 'baseUrl', value: 'http://127.0.0.1' }]);
const NOW = '2026-11-25T00:00:00.000Z';

const form = (kind: string, email: string): Subject => ours(`Case Form: page «${kind}»`, 'caseForm', { operation: 'page', form: kind, userEmail: email, officials: PEOPLE });

export const LANES: readonly Lane[] = [
	{
		name: 'messages',
		items: MESSAGES,
		chains: [
			[
				ours('Case Step: intake', 'caseStep', { operation: 'intake' }),
				ours('Triage Classifier', 'triageClassifier', {}),
				ours('Assign To Official', 'assignToOfficial', { operation: 'assign', officials: PEOPLE }),
				ours('Working-Day Deadline: terms', 'workingDayDeadline', { operation: 'setTerms' }),
				ours('Case Step: register', 'caseStep', { operation: 'step', event: 'register', actorSource: 'system' }),
				ours('Working-Day Deadline: state', 'workingDayDeadline', { operation: 'state' }),
				ours('Publish Reply: preview', 'publishReply', { operation: 'preview' }),
			],
		],
	},
	{
		name: 'open cases',
		items: cases('routed'),
		chains: [
			[ours('Working-Day Deadline: state of open cases', 'workingDayDeadline', { operation: 'state' }), ours('Staff Form: inbox', 'staffForm', { operation: 'inbox', userEmail: CURATOR, officials: PEOPLE, settings: SETTINGS })],
			[ours('Case Report: panel', 'caseReport', { operation: 'panel', officials: PEOPLE, userEmail: HEAD })],
			[form('draft', EXECUTOR)],
			[ours('Case Files: list', 'caseFiles', { operation: 'list' })],
			[ours('Case Files: links', 'caseFiles', { operation: 'links' })],
		],
	},
	{ name: 'new cases', items: cases('registered'), chains: [[form('route', CURATOR)]] },
	{
		name: 'replies for approval',
		items: cases('approval'),
		chains: [[form('publish', CURATOR)], [ours('Publish Reply: preview of approved texts', 'publishReply', { operation: 'preview' })]],
	},
	{
		name: 'answered cases',
		items: cases('answered'),
		chains: [
			[ours('Case Report: report of a year', 'caseReport', { operation: 'report', period: 'year', date: '2026-06-01', options: { now: NOW } })],
			[ours('Case Report: rows of a year', 'caseReport', { operation: 'rows', period: 'year', date: '2026-06-01', options: { now: NOW } })],
			[ours('Case Report: condense', 'caseReport', { operation: 'condense' })],
			[ours('Personal Data: expired', 'personalData', { operation: 'expired', days: 365, now: NOW })],
			[ours('Personal Data: find', 'personalData', { operation: 'find', personName: 'Житель 5' })],
		],
	},
	{ name: 'journal', items: JOURNAL, chains: [[ours('Personal Data: scrub', 'personalData', { operation: 'scrub' })]] },
	{ name: 'failures', items: FAILURES, chains: [[ours('Desk Alert: failure', 'deskAlert', { operation: 'failure', settings: SETTINGS })]] },
	{ name: 'mails', items: MAILS, chains: [[ours('Desk Alert: messages', 'deskAlert', { operation: 'messages', settings: SETTINGS })]] },
	{
		name: 'rows of an export',
		items: EXPORT_ROWS,
		chains: [
			[ours('Incident Manager: rows', 'incidentManager', { operation: 'rows' })],
			[{ name: 'CSV', type: 'n8n-nodes-base.convertToFile', typeVersion: 1.1, parameters: { operation: 'csv', binaryPropertyName: 'file', options: {} } }, ours('Incident Manager: CSV file', 'incidentManager', { operation: 'file', binaryField: 'file' })],
		],
	},
];
