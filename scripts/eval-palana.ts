/**
 * Measures every judgement of triage on our own messages (test/fixtures/palana-*.tsv).
 * `npm run eval:palana` measures the test part; `-- unseen` the messages nobody tuned on; `-- tune` the part used for
 * tuning, with each mistake shown. Exit code 1 when a threat was neither found nor sent to the curator.
 */
import { judgeAll, measurePalana, PALANA_PARTS, palanaRows, showMistakes } from './triage/palana';

const part = PALANA_PARTS.find((name) => name === process.argv[2]) ?? 'test';
const rows = palanaRows(part);
const found = judgeAll(rows);
if (part === 'tune') showMistakes(rows, found);
const figures = measurePalana(rows, found);
console.log(JSON.stringify(figures, null, 2));
console.log(JSON.stringify({ part, ...figures }));
if (figures.clause15.threatsFoundOrSentToCurator < 1) process.exitCode = 1;
