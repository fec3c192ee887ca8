import eslint from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import * as jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

/** Rules switched off together, for one reason that stands beside their names. */
const off = (_reason, ...names) => Object.fromEntries(names.map((name) => [name, 'off']));

const notOurs = {
	...off(
		'They know English only: sentence and title case, "Whether …", "e.g. …", final periods, the alphabet, set phrases. Staff read Russian, because the n8n editor cannot be translated; our order of fields goes from broad to narrow.',
		...Object.keys(n8nNodesBase.rules)
			.filter((name) => /miscased|unsorted|missing-eg|without-whether|final-period|lowercase-first-char|wrong-for-limit|max-value-present|display-name-missing-api/u.test(name))
			.map((name) => `n8n-nodes-base/${name}`),
	),
	...off(
		'They read the class file alone. Ours hold one call each: the description with its icons, inputs and outputs is beside it in description.ts, and pairing, error items and wrapping are in nodes/shared once, for all nodes (test/nodes checks them on the built class).',
		'n8n-nodes-base/node-filename-against-convention',
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
		'n8n-nodes-base/node-class-description-outputs-wrong',
		'n8n-nodes-base/node-execute-block-wrong-error-thrown',
		'n8n-nodes-base/node-execute-block-missing-continue-on-fail',
		'@n8n/community-nodes/icon-validation',
		'@n8n/community-nodes/missing-paired-item',
		'@n8n/community-nodes/require-node-api-error',
	),
};

const notOfStrict = {
	...off(
		'Values of an n8n item are `unknown` JSON: `String(value ?? "")` is how the border reads them, and core/cases/record.ts says what they must be.',
		'@typescript-eslint/no-base-to-string',
	),
	...off('An expression in a node’s panel may hand over a number or null where the type says text: `String(value)` at the border is a check, not a habit.', '@typescript-eslint/no-unnecessary-type-conversion'),
	...off('With noUncheckedIndexedAccess a loop over its own index must say that the element is there.', '@typescript-eslint/no-non-null-assertion'),
	...off('Residents’ text is cleaned of control characters: naming them in a pattern is the point.', 'no-control-regex'),
	'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
	'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
	// Text is walked by code points, which is what spreading a string gives.
	'@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
};

/** core is pure: the time and the network are passed in, so that every answer can be asked again. */
const clock = [
	['CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|local|utc)$/][arguments.length=0]', 'DateTime.now'],
	['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Date.now'],
	['NewExpression[callee.name="Date"][arguments.length=0]', 'new Date()'],
	['CallExpression[callee.name="Date"]', 'Date()'],
	['MemberExpression[object.name="Settings"][property.name="now"]', 'Settings.now'],
	['CallExpression[callee.object.name="performance"]', 'performance.now'],
	['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Math.random'],
].map(([selector, what]) => ({ selector, message: `${what}: core has no clock and no chance; take the moment as an argument.` }));

const upward = (from, folders) => ({ group: folders.map((folder) => `**/${folder}/**`), message: `${from} must not know these folders: arrows go nodes → core → data.` });

export default tseslint.config(
	{ ignores: ['dist/', 'node_modules/', 'coverage/', '.incident-desk/', '.claude/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },

	{ files: ['**/*.{js,mjs,ts}'], ...eslint.configs.recommended },
	{
		files: ['**/*.{js,mjs}'],
		languageOptions: { globals: globals.node },
	},
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			...notOfStrict,
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
			eqeqeq: 'error',
			'max-lines': ['error', { max: 300 }],
		},
	},

	{
		files: ['core/**/*.ts'],
		rules: {
			'no-console': 'error',
			'no-restricted-syntax': ['error', ...clock],
			'no-restricted-globals': ['error', ...['fetch', 'XMLHttpRequest', 'WebSocket', 'setTimeout', 'setInterval', 'process', 'performance'].map((name) => ({ name, message: 'core is pure: network, timers and environment are passed in.' }))],
			'no-restricted-imports': [
				'error',
				{
					paths: ['n8n-workflow', 'n8n-core', 'axios', ...['http', 'https', 'net', 'tls', 'dgram', 'dns', 'fs', 'fs/promises', 'child_process', 'worker_threads', 'timers', 'timers/promises'].flatMap((name) => [name, `node:${name}`])],
					patterns: [upward('core', ['nodes', 'credentials', 'sandbox', 'scripts', 'test'])],
				},
			],
		},
	},
	{
		// The trained weights are megabytes of bytes: they are read from data/, once a process, where other data are imported.
		files: ['core/triage/model/load.ts'],
		rules: off('core → data is the one arrow out of core.', 'no-restricted-imports'),
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			'no-console': 'error',
			'no-restricted-imports': ['error', { patterns: [upward('nodes', ['sandbox', 'scripts', 'test'])] }],
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: n8nNodesBase.configs.nodes.rules,
	},
	{
		files: ['nodes/**/*.node.ts'],
		rules: { 'max-lines': ['error', { max: 150 }] },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: n8nNodesBase.configs.credentials.rules,
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
		rules: { ...n8nCommunityNodesPlugin.configs.recommended.rules, ...notOurs },
	},
	{
		// A browser prints the report as people see it; n8n's own Execute Command node is off by default and would run any command.
		files: ['nodes/CaseReport/pdf.ts'],
		rules: off('The package is for the administration’s own n8n; one fixed program is started with fixed arguments.', '@n8n/community-nodes/no-restricted-imports', '@n8n/community-nodes/no-restricted-globals'),
	},
	{
		// n8n's own file node writes only into folders that are there, and its allowed folder is named by the environment.
		files: ['nodes/shared/folder.ts'],
		rules: off('The package is for the administration’s own n8n, where the replies’ files lie on its disk.', '@n8n/community-nodes/no-restricted-imports', '@n8n/community-nodes/no-restricted-globals'),
	},
	{
		files: ['package.json'],
		languageOptions: { parser: jsonc },
		plugins: { 'n8n-nodes-base': n8nNodesBase, '@n8n/community-nodes': n8nCommunityNodesPlugin },
		rules: {
			...n8nNodesBase.configs.community.rules,
			...n8nCommunityNodesPlugin.configs.recommended.rules,
			...off('It is for n8n’s cloud. On the administration’s own n8n a package may bring what it needs: the calendar, the stemmer and the schemas.', '@n8n/community-nodes/no-runtime-dependencies'),
			...off('The founders publish no address yet.', '@n8n/community-nodes/require-homepage', '@n8n/community-nodes/valid-author'),
			...off('prepack builds what is packed; it runs on the packer’s machine, never on the administration’s.', '@n8n/community-nodes/no-forbidden-lifecycle-scripts'),
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			...off('Tables of cases and sentences: a test may be as long as what it checks.', 'max-lines'),
			...off(
				'jest’s matchers are `any`, stand-ins of n8n’s interfaces are async without waiting, and a wrong type is sometimes the case.',
				'@typescript-eslint/no-unsafe-argument',
				'@typescript-eslint/no-unsafe-assignment',
				'@typescript-eslint/no-unsafe-member-access',
				'@typescript-eslint/no-unsafe-return',
				'@typescript-eslint/require-await',
				'@typescript-eslint/unbound-method',
			),
		},
	},
);
