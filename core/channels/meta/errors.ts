import { BY_HAND, errorBook, OFFICER, OPEN_LINK, type ErrorBook, type ErrorRow } from '../remedy';
import type { MetaNetwork } from './call';

const NEW_TOKEN = `${OFFICER}: нужно выпустить новый ключ страницы и вписать его в учётные данные «Facebook и Instagram API»`;
const CHECK = `${OFFICER}: проверьте учётные данные «Facebook и Instagram API»`;
const RIGHTS: ErrorRow = { remedy: 'never', meaning: 'нет прав на это действие: комментарии закрыты, автор недоступен или ключу не выдано право', wayOut: `${BY_HAND}; если так со всеми ответами, ${OFFICER.toLowerCase()}` };

const NAMED: Readonly<Record<number, ErrorRow>> = {
	1: { remedy: 'doubt', meaning: 'неизвестная ошибка на стороне сети', wayOut: 'Повторите позже' },
	2: { remedy: 'doubt', meaning: 'служба сети временно недоступна', wayOut: 'Повторите позже' },
	3: { remedy: 'never', meaning: 'приложению не разрешено это действие', wayOut: CHECK },
	4: { remedy: 'later', meaning: 'приложение исчерпало лимит вызовов', wayOut: 'Повторите через час' },
	10: RIGHTS,
	17: { remedy: 'later', meaning: 'исчерпан лимит вызовов', wayOut: 'Повторите через час' },
	32: { remedy: 'later', meaning: 'страница исчерпала лимит вызовов', wayOut: 'Повторите через час' },
	100: { remedy: 'never', meaning: 'сеть не приняла параметры: вероятно, сообщение удалено', wayOut: OPEN_LINK },
	102: { remedy: 'never', meaning: 'вход устарел', wayOut: NEW_TOKEN },
	190: { remedy: 'never', meaning: 'ключ страницы недействителен или истёк', wayOut: NEW_TOKEN },
	341: { remedy: 'later', meaning: 'исчерпан лимит действий приложения', wayOut: 'Повторите через час' },
	368: { remedy: 'never', meaning: 'сеть временно запретила странице это действие', wayOut: `${BY_HAND} или повторите завтра` },
	506: { remedy: 'never', meaning: 'сеть сочла ответ повтором', wayOut: 'Откройте ссылку на сообщение: если ответ там есть, внесите ссылку на него; если нет, немного измените текст и согласуйте заново' },
	613: { remedy: 'later', meaning: 'слишком много вызовов подряд', wayOut: 'Повторите через час' },
	803: { remedy: 'never', meaning: 'такого сообщения нет', wayOut: OPEN_LINK },
};

/** Graph's errors by code; 200–299 are all about rights (Graph API, «Handling errors»). */
export const META_ERRORS: Readonly<Record<number, ErrorRow>> = { ...Object.fromEntries(Array.from({ length: 100 }, (_one, index) => [200 + index, RIGHTS])), ...NAMED };

export const metaErrors: Readonly<Record<MetaNetwork, ErrorBook>> = { facebook: errorBook('FACEBOOK', 'Facebook', META_ERRORS), instagram: errorBook('INSTAGRAM', 'Instagram', META_ERRORS) };
