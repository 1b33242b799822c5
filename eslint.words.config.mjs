/**
 * The word list: what sounds translated, or has two names, in what users and contributors read. It holds for the texts of
 * nodes, credentials and commands, for comments, and for the docs.
 */
import markdown from '@eslint/markdown';
import tseslint from 'typescript-eslint';

/** What is not written, and what stands there instead. */
const WORDS = {
	'all the same': 'even so, still',
	anew: 'again',
	'answer of': 'response from',
	'answers of': 'responses from',
	'as it stands': 'as it is',
	'became of': 'happened to',
	'behind it': 'after it',
	'behind the': 'after the',
	'breaks down': 'crashes',
	'broke off': 'was cut off',
	'broken off': 'cut off',
	disuse: 'not used',
	'for it is': 'because it is',
	'for they': 'because they',
	'got lost': 'was lost',
	'hand in': 'upload',
	'lies with': 'is on the side of',
	'look at': 'check',
	'looked at': 'checked',
	'looks at': 'checks',
	'nobody knows': 'there is no way to know',
	'not readable': 'could not be read',
	'note of': 'record',
	'of the vendor': 'vendor’s',
	'once more': 'again',
	'own one': 'one of its own',
	'present state': 'current state',
	'so many': 'this many',
	'stays so': 'keeps happening',
	'switched off': 'disabled',
	'takes for': 'treats as',
	'taken for': 'treated as',
	'to and fro': 'back and forth',
	'wants no': 'opted out of',
	'what there is': 'what is there',
	'works off': 'works through',
};

const alternatives = Object.entries(WORDS).map(([word, instead]) => ({
	pattern: `/\\b${word.replaceAll(' ', '\\s+')}\\b/i`,
	message: `“${word}”: write “${instead}”, or say it in other words.`,
}));

function inNodes(...selectors) {
	return alternatives.flatMap(({ pattern, message }) =>
		selectors.map((selector) => ({ selector: selector.replace('…', pattern), message })),
	);
}

export default [
	{ ignores: ['dist/**', '.workshop/**', 'coverage/**', 'docs/vendors/**'] },
	{
		files: ['**/*.ts', '**/*.mts'],
		languageOptions: { parser: tseslint.parser },
		plugins: { '@typescript-eslint': tseslint.plugin },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: {
			'no-restricted-syntax': [
				'error',
				...inNodes('Literal[value=…]', 'TemplateElement[value.cooked=…]'),
			],
			'no-warning-comments': ['error', { terms: Object.keys(WORDS), location: 'anywhere' }],
		},
	},
	{
		files: ['**/*.md'],
		plugins: { markdown },
		language: 'markdown/gfm',
		rules: { 'no-restricted-syntax': ['error', ...inNodes('text[value=…]')] },
	},
];
