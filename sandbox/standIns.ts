import { graphApi, graphPath, networkOf } from './graph/api';
import type { ErrorReply, Handler, Request } from './http';
import { exportCsv, feed } from './im';
import { okApi, okMethod } from './ok/api';
import { okChats } from './ok/chats';
import { okUpload } from './ok/upload';
import type { Store } from './state';
import { vkApi } from './vk/api';
import { vkUpload } from './vk/uploads';

/** An address of a stand-in: its name for faults and counts, what answers there, how that network shapes an error. */
export interface StandIn {
	readonly place: string;
	readonly handler: Handler;
	readonly errorReply: ErrorReply;
}

/** All stand-ins behind one question: who answers this request? Used by the server and, without sockets, by tests. */
export function standIns(store: Store): (request: Request) => StandIn | undefined {
	const vk = vkApi(store);
	const ok = okApi(store);
	const graph = graphApi(store);

	return (request) => {
		const { path } = request;
		const vkMethod = /^\/vk\/method\/([\w.]+)$/u.exec(path)?.[1];
		if (vkMethod) return { place: `vk.${vkMethod}`, handler: (one) => vk.handle(vkMethod, one), errorReply: vk.errorReply };
		if (path.startsWith('/vk/upload/')) return { place: `vk.upload.${path.slice('/vk/upload/'.length)}`, handler: (one) => vkUpload(store, one), errorReply: vk.errorReply };
		if (path === '/ok/fb.do') return { place: `ok.${okMethod(request)}`, handler: ok.handle, errorReply: ok.errorReply };
		if (path === '/ok/upload') return { place: 'ok.upload', handler: (one) => okUpload(store, one), errorReply: ok.errorReply };
		if (path.startsWith('/ok/graph/me/')) return { place: `ok.chat.${request.method.toLowerCase()}`, handler: (one) => okChats(store, one), errorReply: ok.errorReply };
		const node = graphPath(request);
		if (node) return { place: `${networkOf(store, node.id)}.${request.method.toLowerCase()}.${node.edge || 'node'}`, handler: graph.handle, errorReply: graph.errorReply };
		if (path === '/im/feed') return { place: 'im.feed', handler: (one) => feed(store, one), errorReply: vk.errorReply };
		if (path === '/im/export.csv') return { place: 'im.export', handler: (one) => exportCsv(store, one), errorReply: vk.errorReply };
		return undefined;
	};
}
