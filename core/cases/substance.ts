/** Whether a reply says something (clause 14) and, on a repeat, tells measures or progress (clause 13). */

/** Words that greet, thank or acknowledge without telling anything. Matched from the start of a word, ё as е. */
const EMPTY_WORDS = [
	'здравствуй', 'добр', 'день', 'дня', 'вечер', 'утро', 'приветству', 'уважаем', 'спасибо', 'благодар', 'пожалуйста', 'обращени',
	'сообщени', 'принят', 'принима', 'получен', 'сведени', 'ваш', 'вас', 'вам', 'администраци', 'рассмотр', 'отвеч', 'ответ',
] as const;

/** Beginnings of words that tell what was done, is being done or will be done. */
const MEASURES = [
	'выполн', 'провед', 'провел', 'проводит', 'проводят', 'отремонт', 'ремонтир', 'устран', 'замен', 'установ', 'устанавл', 'вывез', 'вывоз', 'очист', 'очищ',
	'расчист', 'расчищ', 'посып', 'почин', 'заверш', 'законч', 'начат', 'начал', 'приступ', 'запланир', 'планиру', 'намечен', 'ведутся', 'ведется',
	'заключ', 'закупл', 'закуп', 'приобрет', 'заказ', 'достав', 'постав', 'направл', 'направи', 'передан', 'переда', 'обследов', 'осмотр', 'провер',
	'выделен', 'утвержд', 'согласов', 'подготов', 'составлен', 'восстанов', 'подключ', 'включен', 'включили', 'запущ', 'отключ', 'огражд', 'засып', 'уложен', 'отсып', 'спилен', 'спили',
	'отлов', 'покраш', 'убран', 'убрали', 'уберут', 'уберем', 'сделан', 'сделали', 'сделаем', 'сделают', 'решен', 'решили', 'решается', 'выехал', 'выезжа', 'выедет', 'объявлен', 'организован', 'организу',
	'привлеч', 'выдан', 'предписан', 'оштраф', 'исправ', 'налаж', 'смонтир', 'монтир', 'перенес', 'продлен', 'открыт', 'внесен', 'включат', 'начнут', 'начнет', 'продолж', 'меры', 'мероприят',
] as const;

const LINKS_AND_MENTIONS = /https?:\/\/\S+|\[[^\]|]*\|([^\]]*)\]|[@#*][\p{L}\d_.-]+/giu;

const wordsOf = (text: string): string[] =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/ё/gu, 'е')
		.replace(LINKS_AND_MENTIONS, ' $1 ')
		.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? [];

const startsWithAny = (word: string, beginnings: readonly string[]): boolean => beginnings.some((one) => word.startsWith(one));

/** The fewest words with content a reply has («Фонарь починили»). */
const LEAST_WORDS = 2;

/**
 * Whether the text answers anything: after greetings, thanks, links and emoji at least two words remain (clause 14).
 *
 * @example hasSubstance('Здравствуйте! Спасибо за сообщение 🙂') // false
 */
export const hasSubstance = (text: string): boolean =>
	wordsOf(text).filter((word) => word.length > 2 && /\p{L}/u.test(word) && !startsWithAny(word, EMPTY_WORDS)).length >= LEAST_WORDS;

/**
 * Whether the text names a measure taken or the progress of the question (clause 13).
 *
 * @example tellsMeasures('Бригада выехала, свет включат к вечеру') // true
 */
export const tellsMeasures = (text: string): boolean => wordsOf(text).some((word) => startsWithAny(word, MEASURES));
