/**
 * The word list: phrases that sound translated, and second names for what already has one. It covers strings and comments
 * of all TypeScript, the prose of all Markdown, and the notes in examples. Add a phrase to it when you find one.
 */
import json from '@eslint/json';
import markdown from '@eslint/markdown';
import tseslint from 'typescript-eslint';

/** What not to write anywhere, as a regular expression in which a blank is any gap, and what to write instead. */
const EVERYWHERE = {
	'all the same': 'even so, anyway, identical',
	anew: 'again',
	'answers? of': 'response from, response to',
	'as it stands': 'as it is, unchanged',
	'became of': 'happened to',
	'behind (it|them)': 'after it',
	'behind the (comma|last|name|node|nothing|number|status|trigger)': 'after the',
	'breaks? down': 'crash',
	'(broke|broken|breaks) off': 'was cut off',
	'come to differ': 'differ',
	disuse: 'not used',
	'for (he|it|one|they|this) (has|have|is|may|are)': 'because',
	'ever less': 'less and less',
	'(get|gets|got) lost': 'is lost',
	'(?<!by )hand(s|ed)? in': 'upload, pass',
	'in short': 'simplified',
	'lies (in|with)': 'is in, is on the side of',
	'(look|looks|looked|looking) at': 'check, inspect, read',
	'mend(s|ed|ing)?': 'fix',
	'nobody knows': 'there is no way to know, unknown',
	'not readable': 'could not be read',
	'note of': 'record',
	"of the vendor(?! document|[’']s [a-z])": 'the vendor’s, a vendor …',
	'once more': 'again',
	'own one': 'one of its own',
	'present (state|balance)': 'current',
	'says no(?! more)': 'refuses',
	'so many(?! [a-z]+ that)': 'this many',
	'stands? (in(?! for)|before|between|below|there)': 'is, are, comes',
	'stays? so': 'keeps happening',
	'switched (off|on)': 'disabled, enabled, turned off, turned on',
	'(take|takes|taken|took) for(?! granted)': 'treated as, mistaken for',
	'to and fro': 'back and forth',
	'turn(s|ed)? round': 'reverse',
	'wants no': 'has opted out of',
	'what there is': 'what exists, everything',
	'works? off': 'works through',
};

/** What not to write where users read it: in texts of nodes and credentials, in the docs for them and in examples. */
const FOR_USERS = {
	'answer(s|ed|ing)?': 'response, respond, reply',
	'by (the|its) (public )?source code': 'according to',
	'(come|comes|came|coming) out': 'is in the output, is output',
	'does not (tell|say) (which|whether|how|the)': 'does not report',
	'gone out': 'been sent',
	'goes out (at|as|through|to)': 'is sent',
	'react only to': 'only',
	'somebody(?!@)': 'someone',
	'tells (received|what|which|how)': 'reports, distinguishes',
};

/** What may stand between two words: blanks, line ends, and what marks a comment, emphasis or a joined string there. */
const GAP = '[\\s*_/>+\'"`]+';

function patternOf(phrase) {
	// In JSON, a word may follow the escape of a line end.
	return new RegExp(`(?:\\b|(?<=\\\\n))(?:${phrase.replaceAll(' ', GAP)})\\b`, 'giu');
}

/** Ranges of a file that are not prose. Code in Markdown is none, which is how a vendor is quoted word for word. */
function rangesOfCode(node) {
	if (node.type === 'code' || node.type === 'inlineCode') {
		return [[node.position.start.offset, node.position.end.offset]];
	}
	return (node.children ?? []).flatMap(rangesOfCode);
}

/** Whether a token of TypeScript is text; a string without a blank is a name. */
function isProse(type, value) {
	return (type === 'String' || type === 'Template') && /\s/.test(value);
}

/** Reports the phrases of a list. What is not prose is blanked out first, so that positions stay the same. */
const phrases = {
	meta: {
		type: 'suggestion',
		schema: [
			{ type: 'object', additionalProperties: { type: 'string' } },
			{ enum: ['comments too', 'strings only'] },
		],
	},
	create(context) {
		const { sourceCode } = context;
		const [list, scope] = context.options;

		function report(notProse) {
			const characters = sourceCode.text.split('');
			for (const [start, end] of notProse) characters.fill('\0', start, end);
			const prose = characters.join('');
			for (const [phrase, instead] of Object.entries(list)) {
				for (const { 0: found, index } of prose.matchAll(patternOf(phrase))) {
					context.report({
						loc: {
							start: sourceCode.getLocFromIndex(index),
							end: sourceCode.getLocFromIndex(index + found.length),
						},
						message: '“{{ found }}”: write “{{ instead }}”, or put it differently.',
						data: { found: found.replace(new RegExp(GAP, 'gu'), ' '), instead },
					});
				}
			}
		}

		return {
			Document: () => report([]),
			root: (tree) => report(rangesOfCode(tree)),
			Program({ tokens, comments }) {
				const code = tokens.filter(({ type, value }) => !isProse(type, value) && value !== '+');
				const left = scope === 'strings only' ? [...code, ...comments] : code;
				report(left.map(({ range }) => range));
			},
		};
	},
};

const wordList = { rules: { everywhere: phrases, 'for-users': phrases } };

export default [
	{
		ignores: [
			...['dist/**', 'packages/**', '.workshop/**', 'coverage/**'],
			// Fact sheets that quote the vendors throughout.
			'docs/vendors/**',
			// Phrases planted to be found.
			'test/scripts/words.test.mts',
		],
	},
	{
		files: ['**/*.ts', '**/*.mts'],
		languageOptions: { parser: tseslint.parser },
		plugins: { words: wordList },
		rules: { 'words/everywhere': ['error', EVERYWHERE, 'comments too'] },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: { 'words/for-users': ['error', FOR_USERS, 'strings only'] },
	},
	{
		files: ['**/*.md'],
		plugins: { markdown, words: wordList },
		language: 'markdown/gfm',
		rules: { 'words/everywhere': ['error', EVERYWHERE, 'comments too'] },
	},
	{
		files: ['README.md', 'CHANGELOG.md', 'docs/*.md'],
		rules: { 'words/for-users': ['error', FOR_USERS, 'strings only'] },
	},
	{
		files: ['examples/*.json'],
		plugins: { json, words: wordList },
		language: 'json/json',
		rules: {
			'words/everywhere': ['error', EVERYWHERE, 'comments too'],
			'words/for-users': ['error', FOR_USERS, 'strings only'],
		},
	},
];
