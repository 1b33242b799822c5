import { expect, it } from '@jest/globals';
import { excerpt } from '../../../nodes/shared/failure/excerpt.ts';

it.each([
	['<p>Hello <b>you</b></p>', 'Hello you'],
	['<style>p { color: red }</style><script>let a = 1</script>Down', 'Down'],
	['  a \n\t b  ', 'a b'],
	['<b>a</b><i>b</i>', 'a b'],
	['a<script>1</script>b<STYLE x="1">\n2</STYLE>c', 'a b c'],
	['a'.repeat(120), 'a'.repeat(120)],
	['a'.repeat(121), `${'a'.repeat(120)}…`],
	['token abbde3e31e9d026c02f41119fc55111e', 'token •••'],
	['call +4915752982212', 'call +4915752982212'],
	['Donaudampfschifffahrtsgesellschaft', 'Donaudampfschifffahrtsgesellschaft'],
])('shows %j as %j', (text, shown) => {
	expect(excerpt(text)).toBe(shown);
});

it('masks every secret it is told, and cuts what is long', () => {
	expect(excerpt('pass=open sesame', ['open sesame', ''])).toBe('pass=•••');
	expect(excerpt('x '.repeat(200))).toHaveLength(121);
});

it('searches no more than the beginning of a text, before and after secrets are masked', () => {
	expect(excerpt(`${'<b>'.repeat(2_000)}end`)).toBe('<b');
	const secret = 'open sesame';
	const shown = excerpt(`${secret.repeat(1_000)}end`, [secret], 10_000);
	expect(shown).toMatch(/^•+/);
	expect(shown).not.toContain('end');
});

it.each([
	['in JSON', JSON.stringify({ pass: 'a"b\\c  d&<e>' })],
	['in HTML', '<p>a&quot;b\\c  d&amp;&lt;e&gt;</p>'],
	['in a URL', `pass=${encodeURIComponent('a"b\\c  d&<e>')}`],
	['in a form', new URLSearchParams({ pass: 'a"b\\c  d&<e>' }).toString()],
])('masks a secret %s', (_, text) => {
	expect(excerpt(text, ['a"b\\c  d&<e>'])).toContain('•••');
	expect(excerpt(text, ['a"b\\c  d&<e>'])).not.toMatch(/b.{0,8}c/);
});
