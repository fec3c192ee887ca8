import { SANDBOX } from './config';
import { json, type Reply, type Request } from './http';
import type { Store } from './state';

/** A message somebody got in a messenger. */
export interface ChatMessage {
	readonly messenger: 'max' | 'telegram';
	readonly chat: string;
	readonly text: string;
}

/** POST /max/messages?chat_id=… with the token in `Authorization`: as public clients use it; the rest of its answer is our assumption. */
export function maxMessages(store: Store, request: Request): Reply {
	if (request.headers.authorization !== SANDBOX.messengers.maxToken) return json({ code: 'verify.token', message: 'Invalid access_token' }, 401);
	const { text } = read(request);
	const chat = request.query.get('chat_id') ?? '';
	if (text === '' || chat === '') return json({ code: 'proto.payload', message: 'chat_id, text' }, 400);
	store.state.chats.push({ messenger: 'max', chat, text });
	return json({ message: { recipient: { chat_id: Number(chat) }, body: { text } } });
}

/** POST /telegram/bot<token>/sendMessage, as Telegram's Bot API. */
export function telegramMessages(store: Store, token: string, request: Request): Reply {
	if (token !== SANDBOX.messengers.telegramToken) return json({ ok: false, error_code: 401, description: 'Unauthorized' }, 401);
	const { text, chat_id: chat } = read(request);
	if (text === '' || chat === '') return json({ ok: false, error_code: 400, description: 'Bad Request: message text is empty' }, 400);
	store.state.chats.push({ messenger: 'telegram', chat, text });
	return json({ ok: true, result: { message_id: store.nextId(), chat: { id: Number(chat) }, text } });
}

/** GET /telegram/bot<token>/getMe: what n8n asks to test a credential. */
export const telegramMe = (token: string): Reply => (token === SANDBOX.messengers.telegramToken ? json({ ok: true, result: { id: 77, is_bot: true, first_name: 'Песочница', username: 'sandbox_bot' } }) : json({ ok: false, error_code: 401, description: 'Unauthorized' }, 401));

function read(request: Request): { text: string; chat_id: string } {
	try {
		const body = JSON.parse(request.body) as Record<string, unknown>;
		return { text: String(body['text'] ?? ''), chat_id: String(body['chat_id'] ?? '') };
	} catch {
		return { text: '', chat_id: '' };
	}
}
