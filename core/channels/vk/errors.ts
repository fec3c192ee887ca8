import { BY_HAND, errorBook, OFFICER, type ErrorRow } from '../remedy';

/** VK's errors that meet a wall comment, by code (errors.json of its schema, version 5.199). */
export const VK_ERRORS: Readonly<Record<number, ErrorRow>> = {
	1: { remedy: 'doubt', meaning: 'неизвестная ошибка на стороне сети', wayOut: 'Повторите позже' },
	5: { remedy: 'never', meaning: 'ключ доступа недействителен или отозван', wayOut: `${OFFICER}: нужно выпустить новый ключ и вписать его в учётные данные «VK API»` },
	6: { remedy: 'wait', meaning: 'слишком много запросов в секунду', wayOut: 'Повторите через минуту' },
	7: { remedy: 'never', meaning: 'у ключа нет прав на это действие', wayOut: `${OFFICER}: ключу сообщества нужно право «Управление стеной»` },
	8: { remedy: 'never', meaning: 'сеть не поняла запрос', wayOut: `${OFFICER}: проверьте адрес и версию в учётных данных «VK API»` },
	9: { remedy: 'wait', meaning: 'слишком много одинаковых действий', wayOut: 'Повторите через час; одинаковые ответы разным людям лучше немного изменить' },
	10: { remedy: 'doubt', meaning: 'внутренняя ошибка на стороне сети', wayOut: 'Повторите позже' },
	14: { remedy: 'never', meaning: 'сеть просит ввести код с картинки', wayOut: `${BY_HAND}: войдите в сообщество в браузере и введите код` },
	15: { remedy: 'never', meaning: 'доступ запрещён: сообщество закрыто, запись скрыта или автор ограничил доступ', wayOut: `Откройте ссылку на сообщение: если оно видно, ${BY_HAND.toLowerCase()}` },
	17: { remedy: 'never', meaning: 'сеть просит подтвердить вход', wayOut: `${OFFICER}: нужно войти владельцем ключа и подтвердить вход` },
	27: { remedy: 'never', meaning: 'ключ сообщества не подходит для этого действия', wayOut: `${OFFICER}: нужен ключ пользователя или сервисный ключ` },
	28: { remedy: 'never', meaning: 'сервисный ключ не подходит для этого действия', wayOut: `${OFFICER}: нужен ключ сообщества или пользователя` },
	29: { remedy: 'later', meaning: 'исчерпан лимит вызовов', wayOut: 'Повторите завтра или опубликуйте ответ вручную' },
	100: { remedy: 'never', meaning: 'сеть не приняла параметры: вероятно, сообщение или запись удалены', wayOut: 'Откройте ссылку на сообщение: если оно удалено, закройте дело с этим основанием' },
	203: { remedy: 'never', meaning: 'нет доступа к сообществу', wayOut: `${OFFICER}: ключ выдан не от этого сообщества` },
	212: { remedy: 'never', meaning: 'комментарии этой записи закрыты для чтения', wayOut: BY_HAND },
	213: { remedy: 'never', meaning: 'комментарии к записи закрыты', wayOut: 'Ответьте автору иначе (например, отдельной записью) и внесите ссылку или закройте дело с этим основанием' },
	222: { remedy: 'never', meaning: 'в комментариях запрещены ссылки', wayOut: 'Уберите ссылку из ответа и согласуйте его заново' },
	223: { remedy: 'later', meaning: 'под этой записью слишком много ответов', wayOut: 'Повторите через час' },
};

/** @example vkErrors.obstacle(213, 'Access to status replies denied').message // 'ВКонтакте: комментарии к записи закрыты (ошибка 213: …).' */
export const vkErrors = errorBook('VK', 'ВКонтакте', VK_ERRORS);

export const remedyFor = vkErrors.remedyFor;
export const vkObstacle = vkErrors.obstacle;
