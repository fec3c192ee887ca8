import { escapeHtml } from '../../core/text/escape';

/** A page of the sandbox: plain, readable on a phone, no script. `body` is finished HTML. */
export const layout = (title: string, body: string): string => `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>
<style>
:root{color-scheme:light dark;--line:#d5dbe1;--soft:#f4f6f8;--ink:#1d2730;--mute:#61707d;--accent:#1F6FB2;--own:#e8f2fb}
@media (prefers-color-scheme:dark){:root{--line:#33404b;--soft:#1b242c;--ink:#e6ecf1;--mute:#9aa9b5;--accent:#8CC4F2;--own:#16314a}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:Canvas}
main{max-width:720px;margin:0 auto;padding:16px}nav{display:flex;gap:16px;flex-wrap:wrap;padding:12px 16px;border-bottom:1px solid var(--line)}
a{color:var(--accent)}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:0 0 8px}.mute{color:var(--mute);font-size:.875rem}
.card{border:1px solid var(--line);border-radius:10px;padding:14px;margin:16px 0;overflow-wrap:anywhere}.text{white-space:pre-wrap;margin:4px 0}
.comment{padding:10px 12px;margin:10px 0 0;background:var(--soft);border-radius:8px}.in{margin-left:24px}.own{background:var(--own);border-left:3px solid var(--accent)}
.photo{display:block;max-width:100%;max-height:240px;border-radius:8px;margin-top:8px}.at{white-space:nowrap}.chip{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:0 8px;font-size:.8rem;color:var(--mute);font-weight:400}
.tabs{display:flex;gap:8px;flex-wrap:wrap}.tabs a{border:1px solid var(--line);border-radius:999px;padding:4px 14px;text-decoration:none}.tabs a[aria-current]{background:var(--accent);border-color:var(--accent);color:Canvas}
.note{border-left:3px solid var(--accent);padding:4px 12px;color:var(--mute);font-size:.9rem}iframe{width:100%;height:60vh;border:1px solid var(--line);border-radius:8px;background:#fff}
</style></head><body><nav><strong>Песочница</strong><a href="/">Сети</a><a href="/feed">Лента</a><a href="/mail">Почта</a></nav><main>${body}</main></body></html>`;

const clock = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Kamchatka' });

/** A moment (ISO text or unix seconds) as Palana's clock shows it. */
export function moment(value: string | number): string {
	const date = new Date(typeof value === 'number' ? value * 1000 : value);
	return Number.isNaN(date.getTime()) ? 'без даты' : clock.format(date);
}
