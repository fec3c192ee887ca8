import { SANDBOX } from '../config';
import { json, type Reply, type Request } from '../http';
import type { Store, Topic } from '../state';
import { addRemark, remarksOf, topicOf } from '../topics';

/**
 * The group's messages (bot API): `/graph/me/chats`, `/graph/me/messages/{chat}`. Reading back by GET is not confirmed for the
 * real API; sending is described (`application/json;charset=utf-8`).
 */
export function okChats(store: Store, request: Request): Reply {
	if (request.query.get('access_token') !== SANDBOX.ok.botToken) return refusal(401, 103, 'PARAM_SESSION_KEY : Invalid session key');
	if (request.path === '/ok/graph/me/chats') {
		const chats = store.state.topics.filter((one) => one.network === 'ok' && one.kind === 'chat' && !one.deleted);
		return json({ chats: chats.map((one) => ({ chat_id: one.id, title: store.state.people[one.authorId] ?? '', last_event_time: remarksOf(store, one).at(-1)?.at ?? one.at })) });
	}
	const chat = topicOf(store, decodeURIComponent(request.path.slice('/ok/graph/me/messages/'.length)));
	if (chat?.kind !== 'chat' || chat.deleted) return refusal(404, 705, 'CHAT_NOT_FOUND : chat not found');
	return request.method === 'POST' ? write(store, chat, request) : read(store, chat, request);
}

function read(store: Store, chat: Topic, request: Request): Reply {
	const count = Math.min(Math.max(Number(request.query.get('count') ?? 20) || 20, 1), 100);
	const until = Number(request.query.get('to') ?? Number.MAX_SAFE_INTEGER);
	const messages = remarksOf(store, chat).filter((one) => !one.deleted && one.at <= until).reverse().slice(0, count);
	return json({
		messages: messages.map((one) => ({
			sender: { user_id: one.authorId === SANDBOX.ok.groupId ? `group:${SANDBOX.ok.groupId}` : `user:${one.authorId}`, name: store.state.people[one.authorId] ?? SANDBOX.ok.groupName },
			recipient: { chat_id: chat.id },
			timestamp: one.at,
			message: { text: one.text, mid: one.id, ...(one.replyTo === undefined ? {} : { reply_to: one.replyTo }) },
		})),
	});
}

function write(store: Store, chat: Topic, request: Request): Reply {
	if (!/^application\/json/u.test(request.headers['content-type'] ?? '')) return refusal(400, 2001, 'GRAPH_PARAM_REQUEST : application/json;charset=utf-8 expected');
	if (chat.closed || store.state.blocked.includes(chat.authorId)) return refusal(403, 458, 'PRIVACY_RESTRICTION : the user does not take messages');
	const { message } = JSON.parse(request.body || '{}') as { message?: { text?: string } };
	const text = message?.text?.trim() ?? '';
	if (text === '') return refusal(400, 100, 'PARAM : message.text');
	const remark = addRemark(store, chat, { authorId: SANDBOX.ok.groupId, at: store.now(), text });
	return json({ success: true, message_id: remark.id });
}

const refusal = (status: number, error_code: number, error_msg: string): Reply => json({ error_code, error_msg, error_data: null }, status);
