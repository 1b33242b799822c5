/**
 * The rules that need types, and those for regular expressions, over all TypeScript: nodes, credentials, laboratory,
 * tests and scripts, and who may import whom. n8n's own rules are in eslint.config.mjs.
 */
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import arrows from './eslint.arrows.mjs';

export default tseslint.config(
	{ ignores: ['dist/**', 'packages/**', '.workshop/**', 'coverage/**', '**/*.js', '**/*.mjs'] },
	{
		files: ['**/*.ts', '**/*.mts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			parserOptions: {
				project: ['tsconfig.json', 'test/tsconfig.json'],
				tsconfigRootDir: import.meta.dirname,
			},
		},
		plugins: { regexp },
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'error',
			// Node's test runner waits for these by itself.
			'@typescript-eslint/no-floating-promises': [
				'error',
				{
					allowForKnownSafeCalls: [
						{ from: 'package', name: ['describe', 'it', 'suite', 'test'], package: 'node:test' },
					],
				},
			],
			// As the compiler does: `_` marks what has to be named, and a rest pattern names what it leaves out.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
		},
	},
	{
		// n8n's type of the function that signs asks for a promise; so does what stands in a test for a later answer.
		files: ['nodes/*/api/signature.ts', 'lab/**/*.mts', 'test/**/*.mts'],
		rules: { '@typescript-eslint/require-await': 'off' },
	},
	...arrows,
);
