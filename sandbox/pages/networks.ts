import { escapeHtml } from '../../core/text/escape';
import { publications } from '../publications';
import type { Network, Store } from '../state';
import { layout, moment } from './layout';
import { threads, type Entry, type Thread } from './threads';

export const NETWORKS: Readonly<Record<Network, string>> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram' };

/** What is not sure about the real network, said where the stand-in is looked at. */
const UNSURE: Readonly<Record<Network, string>> = {
	vk: 'Пределы длины комментария, поведение guid и удалённых комментариев — как их описывают открытые клиенты: в схеме API этого нет.',
	ok: 'Ответ в обсуждении (discussions.addDiscussionComment), вид приложенного фото и порядок страниц сейчас не описаны открыто: здесь они такие, как были описаны раньше. В настоящей сети способ включается после пробного ответа.',
	facebook: 'Владелец сети признан в России экстремистской организацией (21.03.2022), сеть заблокирована и по умолчанию выключена. Приложение фото к ответу не подтверждено.',
	instagram: 'Владелец сети признан в России экстремистской организацией (21.03.2022), сеть заблокирована и по умолчанию выключена. Ответы только текстом; предел 2200 знаков не подтверждён.',
};

/** A long thread is shown by its newest words, so that the page opens with ten thousand comments too. */
const MOST_ENTRIES = 200;

/** The «networks»: posts, residents' questions and the published replies; of one network, or of all. */
export function networksPage(store: Store, wanted: string | null = null): string {
	const network = Object.keys(NETWORKS).find((one): one is Network => one === wanted);
	const all = threads(store);
	const shown = all.filter((one) => network === undefined || one.network === network);
	const count = publications(store).filter((one) => network === undefined || one.network === network).length;
	const tab = (name: string, key: Network | undefined): string => `<a href="/${key === undefined ? '' : `?network=${key}`}"${key === network ? ' aria-current="page"' : ''}>${name}</a>`;
	return layout(
		'Сети — песочница',
		`<h1>Как это видят жители</h1><p class="note">Это не настоящие сети: люди и сообщения выдуманы, наружу ничего не уходит. Опубликовано ответов: ${count}.${network === undefined ? '' : ` ${escapeHtml(UNSURE[network])}`}</p>
<p class="tabs">${tab('Все', undefined)}${(Object.keys(NETWORKS) as Network[]).map((one) => tab(NETWORKS[one], one)).join('')}</p>` + (shown.map((one) => card(store, one)).join('') || '<p>Пока пусто: заполните образцами (POST /control/seed).</p>'),
	);
}

function card(store: Store, thread: Thread): string {
	const text = thread.text === '' ? '' : `<div class="text">${escapeHtml(thread.text)}</div>`;
	const hidden = Math.max(thread.entries.length - MOST_ENTRIES, 0);
	const entries = thread.entries.slice(hidden).map((one) => entry(store, one));
	return `<section class="card" id="${escapeHtml(thread.id)}"><div class="mute"><span class="chip">${NETWORKS[thread.network]}</span> ${escapeHtml(thread.kind)} · ${moment(thread.seconds)}</div><h2>${escapeHtml(thread.author)}</h2>${text}${thread.closed ? '<p class="mute">Комментарии закрыты</p>' : ''}${hidden > 0 ? `<p class="mute">Ещё раньше: ${hidden}</p>` : ''}${entries.join('')}</section>`;
}

function entry(store: Store, one: Entry): string {
	const text = one.deleted ? '<em class="mute">Комментарий удалён</em>' : escapeHtml(one.text);
	const media = one.deleted ? '' : one.attachments.map((ref) => attachment(store, ref)).join('');
	return `<div class="comment${one.inside ? ' in' : ''}${one.own ? ' own' : ''}" id="${escapeHtml(one.id)}"><strong>${escapeHtml(one.author)}</strong> <span class="mute at">${moment(one.seconds)}</span><div class="text">${text}</div>${media}</div>`;
}

function attachment(store: Store, ref: string): string {
	const file = store.state.files[ref];
	const href = `/files/${encodeURIComponent(ref)}`;
	if (file?.mime.startsWith('image/')) return `<a href="${href}"><img class="photo" src="${href}" alt="Фото: ${escapeHtml(file.name)}"></a>`;
	return file ? `<div class="mute">Файл: <a href="${href}">${escapeHtml(file.name)}</a></div>` : `<div class="mute">Приложено: ${escapeHtml(ref)}</div>`;
}
