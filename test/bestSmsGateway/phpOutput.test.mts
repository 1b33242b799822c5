import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonIn } from '../../nodes/BestSmsGateway/api/phpOutput.ts';

const WARNING =
	'<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/www/a.php</b> on line <b>3</b><br />\n';
const CODEIGNITER =
	'<div style="border:1px solid #990000;">\n\n<h4>A PHP Error was encountered</h4>\n\n<p>Message: {x}</p>\n\n</div>';
const JSON_TEXT = '{"batch_id":"1_1_1795801781","total":1}';

const find = (body: string) => jsonIn(body, ['batch_id', 'error']);

it.each([
	['alone', JSON_TEXT],
	['behind a warning', WARNING + JSON_TEXT],
	['before a warning', JSON_TEXT + WARNING],
	['between warnings', `${WARNING}${WARNING}${JSON_TEXT}\n${WARNING}`],
	['behind an error of the framework', CODEIGNITER + JSON_TEXT + CODEIGNITER],
	[
		'behind a line of the command line',
		`PHP Warning:  something {"a":1} in /www/a.php on line 3\n${JSON_TEXT}\n`,
	],
	['behind another object', `${WARNING.replace('"x"', '\n{"page":1}\n')}${JSON_TEXT}`],
	['with white space around it', `\uFEFF\n ${JSON_TEXT} \n`],
])('finds the answer %s', (_, body) => {
	expect(find(body)).toBe(JSON_TEXT);
});

it('finds an answer with any texts in it between any warnings', () => {
	fc.assert(
		fc.property(fc.string(), fc.nat({ max: 3 }), fc.nat({ max: 3 }), (text, before, after) => {
			const answer = JSON.stringify({ error: text, list: [{ text }], 'a"}': `}${text}{` });
			const body = WARNING.repeat(before) + answer + WARNING.repeat(after);
			expect(JSON.parse(find(body))).toEqual(JSON.parse(answer));
		}),
	);
});

describe('leaves alone', () => {
	it.each([
		['a web page', '<html><body>{ Maintenance }</body></html>'],
		['a web page with data in it', '<script>\n{"@context":"https://schema.org"}</script>'],
		['a web page that shows an answer', `<html><pre>\n${JSON_TEXT}\n</pre></html>`],
		['an answer behind a script', `<script>{"page":1}</script>\n${JSON_TEXT}`],
		['an answer before anything but a warning', `${JSON_TEXT}\n<p>Hello</p>`],
		['an answer that is cut off in a web page', `<p>Hello</p>\n${JSON_TEXT.slice(0, -3)}`],
		['JSON of another kind', '{"status":"fine"}'],
		['nothing', ''],
	])('%s', (_, body) => {
		expect(find(body)).toBe(body);
	});
});

it('does not take a part of an answer that is cut off for a whole one', () => {
	expect(find(`${WARNING}{"x":{"batch_id":"1"}`)).toBe('{"x":{"batch_id":"1"}');
});

it.each([
	['braces', '{'.repeat(200_000)],
	['braces on lines of their own', '\n{'.repeat(100_000)],
	['objects', '\n{"a":1}'.repeat(50_000)],
	['quotation marks', `>{"${'"'.repeat(200_000)}`],
	['spaces before braces', `${' '.repeat(1_000)}{`.repeat(200)],
])('reads 200,000 %s at once', (_, body) => {
	const startedAt = process.cpuUsage();
	find(body);
	// A search that starts over at each of them takes minutes.
	expect(process.cpuUsage(startedAt).user).toBeLessThan(5_000_000);
});
