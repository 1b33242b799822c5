/**
 * The rules that need types, and those for regular expressions, over all TypeScript: nodes, credentials, tests and
 * scripts. n8n's own rules are in eslint.config.mjs.
 */
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/**', '.workshop/**', 'coverage/**', '**/*.js', '**/*.mjs'] },
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
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
		},
	},
	{
		// n8n's type of these functions asks for a promise.
		files: ['credentials/**'],
		rules: { '@typescript-eslint/require-await': 'off' },
	},
);
