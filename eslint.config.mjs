import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const communityNodes = n8nCommunityNodesPlugin.configs.recommended;
const published = ['core/**/*.ts', 'credentials/**/*.ts', 'nodes/**/*.ts'];
const tools = ['bench', 'demo', 'host', 'scripts', 'simulator', 'storm', 'test'].map(
	(folder) => `${folder}/**/*.ts`,
);

const PAGES = ['simulator/ui/page/**/*.js'];

/** Rules that n8n's own node tool switches off. */
const OFF_FOR_CREDENTIALS = [
	'n8n-nodes-base/cred-class-field-documentation-url-miscased',
	'n8n-nodes-base/cred-class-field-type-options-password-missing',
];
const OFF_FOR_NODES = [
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
	'n8n-nodes-base/node-class-description-outputs-wrong',
	'n8n-nodes-base/node-param-type-options-max-value-present',
];
const off = (rules) => Object.fromEntries(rules.map((rule) => [rule, 'off']));

/** Rules of the type-checked set that cost more than they find here. */
const OFF_FOR_TYPES = [
	// Ports and fakes are asynchronous by contract, and handed about as plain functions.
	'@typescript-eslint/require-await',
	'@typescript-eslint/unbound-method',
	// Values of n8n's parameters are read as text on purpose: whatever comes is shown in the message.
	'@typescript-eslint/no-base-to-string',
	'@typescript-eslint/no-unnecessary-type-assertion',
	'@typescript-eslint/restrict-template-expressions',
];
/** Where untyped values of n8n, Express, Node and test doubles come in. */
const UNTYPED_NEIGHBORS = ['host/**/*.ts', 'nodes/**/*.ts', 'test/**/*.ts'];
const OFF_FOR_UNTYPED = ['argument', 'assignment', 'call', 'member-access', 'return'].map(
	(what) => `@typescript-eslint/no-unsafe-${what}`,
);
const UNUSED = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }];

export default tseslint.config(
	{ ignores: ['dist', 'coverage', '.cache', '**/node_modules'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		// What n8n's package scanner will see, core included, since it is published too.
		files: published,
		extends: [
			js.configs.recommended,
			tseslint.configs.recommendedTypeChecked,
			communityNodes,
			importX.flatConfigs.recommended,
		],
		plugins: { 'n8n-nodes-base': nodesBase },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		linterOptions: { noInlineConfig: true },
		languageOptions: {
			parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			...off(OFF_FOR_TYPES),
			'no-console': 'error',
			'@typescript-eslint/no-unused-vars': UNUSED,
		},
	},
	{
		// The core has no node to name: its errors become n8n errors at one boundary, nodes/transport/toNodeError.ts.
		files: ['core/**/*.ts'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		files: ['package.json'],
		extends: [communityNodes],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: { ...nodesBase.configs.community.rules },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: { ...nodesBase.configs.credentials.rules, ...off(OFF_FOR_CREDENTIALS) },
	},
	{
		files: ['nodes/**/*.ts'],
		rules: { ...nodesBase.configs.nodes.rules, ...off(OFF_FOR_NODES) },
	},
	{
		files: tools,
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			...off(OFF_FOR_TYPES),
			'@typescript-eslint/no-unused-vars': UNUSED,
		},
	},
	{ files: UNTYPED_NEIGHBORS, rules: off(OFF_FOR_UNTYPED) },
	{
		// One concept a file, one step a function. Blank lines and comments count: they are read, too.
		files: ['{core,credentials,host,nodes,simulator}/**/*.{js,ts}'],
		rules: {
			'max-lines': ['error', 300],
			'max-lines-per-function': ['error', { max: 80, IIFEs: true }],
		},
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/transport/readCredential.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'CallExpression[callee.property.name="getCredentials"]',
					message: 'Read it with readCredential, which does not wait without end for the database of n8n.',
				},
			],
		},
	},
	{
		// A skipped or focused test proves nothing.
		files: ['test/**/*.ts'],
		plugins: { jest },
		rules: {
			'jest/no-commented-out-tests': 'error',
			'jest/no-disabled-tests': 'error',
			'jest/no-focused-tests': 'error',
			'jest/no-identical-title': 'error',
			'jest/no-standalone-expect': 'error',
			'no-restricted-syntax': [
				'error',
				{
					selector: 'MemberExpression[object.name=/^(it|test)$/][property.name="todo"]',
					message: 'A test that is not written proves nothing.',
				},
			],
		},
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		ignores: PAGES,
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node },
	},
	{
		files: PAGES,
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.browser },
		rules: { 'no-redeclare': ['error', { builtinGlobals: false }], 'no-unused-vars': UNUSED },
	},
);
