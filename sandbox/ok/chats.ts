import { SANDBOX } from '../config';
import { json, type Reply, type Request } from '../http';
import type { Store, Topic } from '../state';
import { addRemark, remarksOf, topicOf } from '../topics';

/**
 * The group's messages (bot API) as OK describes them: `/graph/me/chats` (`marker`, the newest first), `/graph/me/messages/{chat}`
 * (`from` the newest, `to` the oldest moment; sending as `application/json;charset=utf-8`).
 */
export function okChats(store: Store, request: Request): Reply {
	if (request.query.get('access_token') !== SANDBOX.ok.botToken) return refusal(401, 103, 'PARAM_SESSION_KEY : Invalid session key');
	if (request.path === '/ok/graph/me/chats') {
		const chats = store.state.topics
			.filter((one) => one.network === 'ok' && one.kind === 'chat' && !one.deleted)
			.map((one) => ({ type: 'GROUP_CHAT', status: 'ACTIVE', chat_id: one.id, title: store.state.people[one.authorId] ?? '', lastEventTime: remarksOf(store, one).at(-1)?.at ?? one.at }))
			.sort((a, b) => b.lastEventTime - a.lastEventTime);
		const start = Number(Buffer.from(request.query.get('marker') ?? '', 'base64').toString()) || 0;
		const end = start + countOf(request);
		return json({ chats: chats.slice(start, end), ...(end < chats.length ? { marker: Buffer.from(String(end)).toString('base64') } : {}) });
	}
	const chat = topicOf(store, decodeURIComponent(request.path.slice('/ok/graph/me/messages/'.length)));
	if (chat?.kind !== 'chat' || chat.deleted) return refusal(404, 705, 'CHAT_NOT_FOUND : chat not found');
	return request.method === 'POST' ? write(store, chat, request) : read(store, chat, request);
}

const countOf = (request: Request): number => Math.min(Math.max(Number(request.query.get('count') ?? 20) || 20, 1), 100);

function read(store: Store, chat: Topic, request: Request): Reply {
	const newest = Number(request.query.get('from') ?? Number.MAX_SAFE_INTEGER);
	const oldest = Number(request.query.get('to') ?? 0);
	const messages = remarksOf(store, chat).filter((one) => !one.deleted && one.at <= newest && one.at >= oldest).reverse().slice(0, countOf(request));
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
