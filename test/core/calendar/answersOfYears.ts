/**
 * Run by processZone.test.ts in processes of different zones: a digest of the terms, states and hours of many moments.
 * Prints the process's own zone and the digest.
 */
import { createHash } from 'node:crypto';

import { setTerms, termContext } from '../../../core/calendar/caseTerms';
import { stateOf } from '../../../core/calendar/caseState';
import { parseIcs } from '../../../core/calendar/ics';
import { POLICIES, type Policy } from '../../../core/calendar/policy';

const STEP = 37 * 3_600_000 + 11 * 60_000;
const ICS = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:День', 'DTSTART;TZID=Europe/Moscow:20261204T150000', 'DTEND;TZID=Europe/Moscow:20261205T150000', 'DESCRIPTION:Закон', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

const hash = createHash('sha256');
hash.update(JSON.stringify(parseIcs(ICS, 'Asia/Kamchatka')));
for (const policy of Object.keys(POLICIES) as Policy[]) {
	const context = termContext({ policy });
	for (let at = Date.UTC(2005, 0, 12); at < Date.UTC(2027, 10, 1); at += STEP) {
		const local = new Date(at).toISOString().slice(0, 16);
		const record = { detectedAt: local, interimAt: new Date(at), reducedTerm: '4h', status: 'routed' };
		hash.update(JSON.stringify([setTerms(record, context), setTerms({ detectedAt: local.slice(0, 10) }, context), stateOf(record, context, { now: at })]));
	}
}
console.log(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, hour: new Date(0).getHours(), digest: hash.digest('hex') }));
