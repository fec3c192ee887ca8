import { escapeHtml } from '../../core/text/escape';
import { SANDBOX } from '../config';
import { isIncident } from '../im';
import type { Store } from '../state';
import { layout, moment } from './layout';

/** What the Incident Manager stand-in holds, and how it is asked. */
export function feedPage(store: Store): string {
	const rows = [...store.state.incidents].reverse().map((one) =>
		isIncident(one)
			? `<div class="card"><div class="mute">${escapeHtml(one.id)} · ${escapeHtml(one.network)} · ${escapeHtml(one.author.name)} · ${moment(one.createdAt ?? '')}${one.official ? ' · официальный аккаунт' : ''}</div><div class="text">${escapeHtml(one.text.slice(0, 2000))}</div></div>`
			: `<div class="card"><div class="mute">запись не похожа на сообщение</div><code>${escapeHtml(JSON.stringify(one).slice(0, 500))}</code></div>`,
	);
	return layout(
		'Лента — песочница',
		`<h1>Лента «Инцидент Менеджмент»</h1><p class="note">Открытого описания у системы нет: адрес и вид ленты — наше допущение. Настоящая лента подключается настройкой соответствия полей.</p>
<p>GET <code>/im/feed?since=&amp;limit=&amp;offset=</code>, выгрузка GET <code>/im/export.csv</code>, заголовок <code>Authorization: Bearer ${SANDBOX.im.token}</code></p>${rows.join('') || '<p>Пока пусто.</p>'}`,
	);
}
