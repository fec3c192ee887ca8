import fc from 'fast-check';

/**
 * How the fuzz tests draw: in `npm test` a few hundred values from a seed that never changes, so that the gate says
 * the same twice; `npm run fuzz` draws thousands from a new seed and prints it. A value that once broke something is
 * kept as an `examples` entry of its property.
 */
const SEED = 20_261_124;
const RUNS = 150;

export const fuzzed = (share = 1): fc.Parameters<unknown> => ({
	seed: Number(process.env['FUZZ_SEED'] ?? SEED),
	numRuns: Math.max(10, Math.round(Number(process.env['FUZZ_RUNS'] ?? RUNS) * share)),
});

/** Runs the property; `kept` are values that broke something once. */
export function holds<T extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<T>, kept: T[] = [], share = 1): void {
	fc.assert(property, { ...(fuzzed(share) as fc.Parameters<T>), examples: kept });
}

const PIECES = [
	'яма', 'на', 'дороге', 'чубарова 7', 'обухова', 'нет света', 'убью', 'сука', 'ёлка', 'Й', 'П0ЧЕМУ', 'xyй', 'х*й', 'оооочень',
	'<b>', '</b>', '<', '>', '&amp;', '&#x442;', '&#0;', '&nbsp;', '[id1|Анна]', '[', '|', ']', 'https://vk.com/wall-1_2', 'www.', '\u200b', '\u202e', '\u00ad', '\u0301', '\u0306', '\ud83d', '\ude00', '😀', '\u0000', '\n', '\r\n', '\t', '   ', '{{ $env }}', '=HYPERLINK("x")', '$&', '__proto__', '12.03.2026', '№', '!!!', '…',
];

/** Texts as residents and their enemies write them: words, markup, invisible marks, halves of pairs, or anything at all. */
export const text = fc.oneof(
	{ weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).chain((parts) => fc.constantFrom('', ' ').map((by) => parts.join(by))) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);

/** A Russian word of the plain kind, 1 to 12 letters. */
export const russianWord = fc.string({ unit: fc.integer({ min: 0x430, max: 0x44f }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 12 });

/** Anything that JSON can carry, nested, with the keys of a message among the names. */
export const json = (keys: readonly string[]): fc.Arbitrary<unknown> =>
	fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
		leaf: fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.constantFrom('2026-11-24T10:15:00+12:00', '24.11.2026 10:15', '1795472100', 1_795_472_100, '', 'вчера', 'https://vk.com/wall-1_2?reply=3')),
		value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.constantFrom(...keys, '__proto__', 'constructor'), fc.string({ maxLength: 6 })), tie('value'), { maxKeys: 12 })),
	})).value;
