import { escapeHtml } from '../../core/text/escape';
import { SANDBOX } from '../config';
import { isIncident } from '../im';
import type { Comment, Post, Store } from '../state';
import { OWNER_ID, publications } from '../vk/threads';
import { layout, moment } from './layout';

/** The «networks»: posts, residents' questions and the published replies. */
export function networksPage(store: Store): string {
	const posts = [...store.state.posts].sort((a, b) => lastDate(store, b) - lastDate(store, a)).map((post) => postCard(store, post));
	const others = store.state.incidents.filter(isIncident).filter((one) => one.network !== 'vk');
	const elsewhere = others.map((one) => `<div class="card"><div class="mute">${escapeHtml(one.network)} · ${escapeHtml(one.author.name)} · ${moment(String(one.createdAt ?? ''))}</div><div class="text">${escapeHtml(one.text)}</div></div>`);
	return layout(
		'Сети — песочница',
		`<h1>Как это видят жители</h1><p class="note">Это не настоящие сети: люди и сообщения выдуманы, наружу ничего не уходит. Опубликовано ответов: ${publications(store).length}.</p>` +
			(posts.join('') || '<p>Пока пусто: заполните образцами (POST /control/seed).</p>') +
			(elsewhere.length > 0 ? `<h2>Другие сети</h2>${elsewhere.join('')}` : ''),
	);
}

function postCard(store: Store, post: Post): string {
	const ofPost = store.state.comments.filter((one) => one.postId === post.id);
	const threads = ofPost.filter((one) => one.root === undefined).map((one) => comment(store, one, false) + ofPost.filter((each) => each.root === one.id).map((each) => comment(store, each, true)).join(''));
	const closed = post.commentsClosed ? '<p class="mute">Комментарии закрыты</p>' : '';
	return `<section class="card" id="wall${OWNER_ID}_${post.id}"><h2>${escapeHtml(SANDBOX.vk.groupName)}</h2><div class="mute">ВКонтакте · ${moment(post.date)}</div><div class="text">${escapeHtml(post.text)}</div>${closed}${threads.join('')}</section>`;
}

function comment(store: Store, one: Comment, inside: boolean): string {
	const own = one.fromId === OWNER_ID;
	const name = own ? SANDBOX.vk.groupName : (store.state.people[String(one.fromId)] ?? `id${one.fromId}`);
	const text = one.deleted ? '<em class="mute">Комментарий удалён</em>' : escapeHtml(one.text);
	const media = one.attachments ? `<div class="mute">Приложено: ${escapeHtml(one.attachments.join(', '))}</div>` : '';
	return `<div class="comment${inside ? ' in' : ''}${own ? ' own' : ''}" id="reply${one.id}"><strong>${escapeHtml(name)}</strong> <span class="mute">${moment(one.date)}</span><div class="text">${text}</div>${media}</div>`;
}

const lastDate = (store: Store, post: Post): number => Math.max(post.date, ...store.state.comments.filter((one) => one.postId === post.id).map((one) => one.date));
