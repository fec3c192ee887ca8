/** A refusal of access: nobody but the officer can mend it, so he is told at once. */
const NO_ACCESS = /\b40[13]\b|unauthori[sz]ed|forbidden|invalid.{0,20}(token|key)|токен|ключ[а-яё]* (доступа|недейств)|недействител/iu;

/** What to do about a failure, by the node and the words it left; ours and n8n's own. The first row that fits counts. */
const ADVICE: readonly (readonly [signs: RegExp, advice: string])[] = [
	[/SQLITE_(FULL|READONLY|IOERR|CORRUPT)|readonly database|read-only|no space left|ENOSPC|EROFS|disk (is )?full|disk I\/O/iu, 'База n8n не записывается: проверьте место на диске (df -h) и права на папку n8n, затем перезапустите n8n. После этого начатое продолжится само: дела, извещения и публикации не теряются.'],
	[/Мессенджер \S+ не принял/u, 'Проверьте ключ бота в учётных данных «MAX» или «Telegram», номер чата в строке messenger:… таблицы settings и что бот добавлен в чат. Почта от этого не зависит.'],
	[/SMTP|EAUTH|EENVELOPE|greeting|nodemailer|(не отправлено|Почта не приняла)/iu, 'Почта не отправляет: проверьте почтовый сервер и учётные данные «Почта администрации». Письма не потеряны: они уйдут, когда почта заработает.'],
	[NO_ACCESS, 'Доступ отклонён: выпустите новый ключ и впишите его в учётные данные n8n. Сообщения не потеряны: они придут, когда доступ вернётся.'],
	[/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|timeout|не ответил|Нет связи|socket hang up|refused the connection|connection was aborted|is offline|\b50[0234]\b/iu, 'Нет связи с внешней службой: проверьте сеть и адрес в учётных данных. Обычно проходит само; начатое повторится.'],
	[/data ?table|таблиц/iu, 'Таблица недоступна или изменена: запустите «00 Подготовка», она вернёт недостающие таблицы и ничего не сотрёт.'],
	[/credential|учётные данные/iu, 'Откройте узел и выберите учётные данные, затем опубликуйте процесс снова.'],
];

const USUAL = 'Откройте запуск по ссылке, устраните причину и нажмите Retry. Сообщения жителей не потеряны: они остаются в источнике и в реестре.';

/** One or two Russian sentences for the officer. */
export const adviceFor = (reason: string): string => ADVICE.find(([signs]) => signs.test(reason))?.[1] ?? USUAL;

export const isAccessRefused = (reason: string): boolean => NO_ACCESS.test(reason);
