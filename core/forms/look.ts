import { escapeHtml } from '../text/escape';

/** How our own whole pages look: n8n shows them as they are, so everything typed by people must come in escaped. Dark text on white, 16 px, one column: read on a phone. */
const CSS = `
*{box-sizing:border-box}
body{margin:0;background:#f2f5f9;color:#1f2a37;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
.desk{max-width:820px;margin:0 auto;padding:20px 16px 40px}
.desk h1{font-size:24px;line-height:1.25;margin:0 0 4px}
.desk h2{font-size:19px;margin:28px 0 10px}
.desk p{margin:6px 0;overflow-wrap:anywhere}
.desk .who{color:#4b5563}
.desk .card{background:#fff;border:1px solid #d5dbe4;border-left:4px solid #1f6fb2;border-radius:6px;padding:12px 16px;margin:0 0 12px}
.desk .card.late{border-left-color:#b42318}
.desk .card h3{font-size:17px;line-height:1.35;margin:0 0 4px;overflow-wrap:anywhere}
.desk .due{font-weight:600}
.desk .late .due{color:#b42318}
.desk .words{color:#4b5563}
.desk .mark{background:#fff4e5;border-radius:4px;padding:4px 8px}
.desk a{color:#1a5fb4}
.desk a.do{display:inline-block;margin:6px 12px 4px 0;padding:10px 16px;background:#1f6fb2;color:#fff;text-decoration:none;border-radius:6px}
.desk a.more{display:inline-block;padding:10px 0}
.desk nav a{display:inline-block;margin:4px 18px 4px 0;padding:6px 0}
`.replace(/\n/gu, '');

/** A whole page: `body` is markup that is already safe. */
export const wholePage = (body: string): string => `<style>${CSS}</style><main class="desk">${body}</main>`;

/** A link to one of our own addresses. */
export const ownLink = (address: string, label: string, kind = ''): string => `<a${kind === '' ? '' : ` class="${kind}"`} href="${escapeHtml(address)}">${escapeHtml(label)}</a>`;
