import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { rowsProperty } from '../shared/properties';

const MONTHS = ['Январь', 'Февраль', 'Март', 'Апрель', 'Май', 'Июнь', 'Июль', 'Август', 'Сентябрь', 'Октябрь', 'Ноябрь', 'Декабрь'];

const rows = (displayName: string, name: string, description: string): INodeProperties => rowsProperty(displayName, name, `${description} Читается один раз за запуск.`);

const recordFields: INodeProperties = {
	displayName: 'Поля записи',
	name: 'fields',
	type: 'collection',
	placeholder: 'Другое имя поля',
	default: {},
	description: 'Имена полей входящей записи, если они не такие, как в реестре',
	options: [
		{ displayName: 'Автор', name: 'authorId', type: 'string', default: 'authorId' },
		{ displayName: 'Вложения', name: 'attachments', type: 'string', default: 'attachments' },
		{ displayName: 'Выявлено', name: 'detectedAt', type: 'string', default: 'detectedAt' },
		{ displayName: 'Ключ сообщения', name: 'messageKey', type: 'string', default: 'messageKey' },
		{ displayName: 'Номер дела', name: 'id', type: 'string', default: 'id' },
		{ displayName: 'Сеть', name: 'network', type: 'string', default: 'network' },
		{ displayName: 'Текст', name: 'text', type: 'string', default: 'text' },
	],
};

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить настройку',
	default: {},
	options: [
		{
			displayName: 'Второе мнение: не больше за запуск',
			name: 'opinionLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 50,
			description: 'Сколько раз за один запуск можно спросить подключённую языковую модель',
		},
		{
			displayName: 'Второе мнение: ждать секунд',
			name: 'opinionTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 20,
			description: 'Если языковая модель не ответила за это время, решение остаётся прежним',
		},
		{
			displayName: 'Классификатор',
			name: 'taxonomy',
			type: 'json',
			default: '',
			description: 'Свои группы и темы вместо стандартных: {"Группа": ["Тема", …]}. Переименованная группа узнаётся по своим темам, убранная не называется, новая узнаётся по словам названий, пока модель не дообучена.',
		},
		{
			displayName: 'Месяцы отопительного сезона',
			name: 'heatingMonths',
			type: 'multiOptions',
			options: MONTHS.map((name, index) => ({ name, value: index + 1 })),
			default: [9, 10, 11, 12, 1, 2, 3, 4, 5],
			description: 'Отсутствие тепла в эти месяцы — высокая важность и сокращённый срок',
		},
		{
			displayName: 'Населённый пункт по умолчанию',
			name: 'defaultSettlement',
			type: 'string',
			default: 'Палана',
			description: 'Что указать, если в сообщении место не названо. Пусто — не указывать.',
		},
		{
			displayName: 'Повтор: искать за дней',
			name: 'repeatDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 365,
		},
		{
			displayName: 'Повтор: порог сходства',
			name: 'repeatThreshold',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: 1, numberPrecision: 2 },
			default: 0.5,
			description: 'С какого сходства текстов (0–1) сообщение другого автора о том же месте считается тем же вопросом',
		},
		{
			displayName: 'Предлагать сокращённый срок',
			name: 'proposeTerm',
			type: 'boolean',
			default: true,
			description: 'Заполнять ли поле сокращённого срока предложением по важности (п. 10); окончательно решает куратор',
		},
		{
			displayName: 'То же сообщение ещё раз',
			name: 'duplicates',
			type: 'options',
			default: 'mark',
			options: [
				{ name: 'Отметить и передать дальше', value: 'mark', description: 'В поле вида повтора будет duplicate' },
				{ name: 'Не передавать дальше', value: 'drop', description: 'Число таких сообщений показывает подсказка узла' },
			],
		},
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'Пояс администрации в записи IANA' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Triage Classifier',
	name: 'triageClassifier',
	icon: { light: 'file:triageClassifier.svg', dark: 'file:triageClassifier.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: 'Тема, место, важность, повтор, п. 15',
	description: 'Разбирает сообщение жителя: тема, место и важность (п. 10), повтор (п. 13), угрозы и брань (п. 15), с объяснением каждого решения',
	defaults: { name: 'Разбор сообщений' },
	usableAsTool: true,
	inputs: [
		{ type: NodeConnectionTypes.Main },
		{ type: NodeConnectionTypes.AiLanguageModel, displayName: 'Второе мнение', required: false, maxConnections: 1 },
	],
	outputs: [
		{ type: NodeConnectionTypes.Main, displayName: 'Ответ' },
		{ type: NodeConnectionTypes.Main, displayName: 'На решение куратора' },
		{ type: NodeConnectionTypes.Main, displayName: 'Не обрабатывается' },
	],
	properties: [
		{
			displayName: 'Срочные сообщения (угроза жизни, пожар, пропавший человек) отмечаются полем critical на любом из трёх выходов: сообщите о них куратору сразу.',
			name: 'criticalNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Порог уверенности в теме',
			name: 'threshold',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			default: 0.5,
			description: 'При меньшей уверенности (0–1) сообщение идёт на решение куратора',
		},
		rows('Дела реестра', 'registerRows', "Строки таблицы cases для поиска повторов, например {{ $('Дела').all().map(i => i.json) }}."),
		rows('Правила разбора', 'ruleRows', "Строки таблицы triage_rules: фраза и что по ней делать, например {{ $('Правила').all().map(i => i.json) }}."),
		rows('Местные названия', 'placeRows', 'Строки: name, kind (settlement, street, place), settlement, aliases через «;».'),
		recordFields,
		options,
	],
};
