import { describe, expect, it } from '@jest/globals';
import get from 'lodash/get.js';
import { knownErrorIn } from '../../nodes/TextBoost/api/errors.ts';
import { jsonBetweenPhpMessages } from '../../nodes/TextBoost/api/phpOutput.ts';
import { RECORDED } from './recordings.mts';

describe('the table of errors', () => {
	const sentenceOf = (answer: unknown) => {
		const [status, message]: unknown[] = [get(answer, 'status'), get(answer, 'message')];
		return status === 'error' && typeof message === 'string' ? message : undefined;
	};
	const recorded = RECORDED.flatMap(({ answer, ...row }) => {
		const sentence = sentenceOf(answer);
		return sentence === undefined ? [] : [{ ...row, sentence }];
	});

	it('calls nothing not sent of which the operator was recorded to have the SMS', () => {
		const sent = recorded.filter(({ smsHandedToTheOperator = 0 }) => smsHandedToTheOperator > 0);
		expect(sent.length).toBeGreaterThan(10);
		expect(sent.filter(({ sentence }) => knownErrorIn(sentence)?.outcome === 'notSent')).toEqual(
			[],
		);
	});

	it('has a sentence for every recorded error but those of the operator and of a call that no node makes', () => {
		const others = recorded.filter(({ sentence }) => knownErrorIn(sentence) === undefined);
		expect(new Set(others.map(({ sentence }) => sentence))).toEqual(
			new Set([
				// Version 3.1.0 on an address that is not there.
				'',
				'Undelivered',
				'Failed',
				'gateway down',
				"Could not parse 'never': Failed to parse time string (never) at position 0 (n): The timezone could not be found in the database",
			]),
		);
	});

	/** Fact sheet 16.2 and 18.5, with the words that it leaves out. */
	it.each([
		'Unauthenticated.',
		'These credentials do not match our records.',
		'Too Many Attempts.',
		'The sender id field is required.',
		'The api token field is required.',
		'The recipient field is required. (and 2 more errors)',
		'This action is unauthorized.',
		'Sorry, but you do not have permissions to access this page.',
		'The route api/v3/x could not be found.',
		'The POST method is not supported for this route. Supported methods: GET, HEAD.',
		'Sorry! This option is not available in demo mode',
		'Language and gender parameters are required',
		'media_url parameter is required',
		'Valid media url is required.',
		'Please insert valid sms type called plain, unicode, voice, mms, and whatsapp.',
		'No query results for model [App\\Models\\SendingServer] 7',
		'No sending server available for your subscribed plan',
		'Your sending server is not capable to send UNICODE sms',
		"Permission to send an SMS has not been enabled for the region indicated by the 'To' number: 1",
		'Please add coverage on your plan.',
		'There is not enough balance available to send this message.You have 1 of the 2',
		'You have exceeded your sending limit.',
		'No active subscription',
		'Could not interpret numbers after plus-sign.',
		'The string supplied did not seem to be a phone number.',
		'12345 is a invalid phone number',
		'You cannot send more than 100 SMS in a single request.',
		'Number contains in the blacklist',
		'Your message contains spam words.',
		'Originator YourName is not authorized to send this message',
		'Originator 33612345678 is not capable to send mms sms',
	])('knows what comes before the operator is asked: %s', (sentence) => {
		expect(knownErrorIn(sentence)?.outcome).toBe('notSent');
	});

	it.each([
		'Message Unauthenticated.',
		'Unauthenticated. The SMS was queued',
		'Too Many Attempts. Delivered',
		'OK: The message field is required.',
		'The message field is required. Sent anyway',
		'Delivered. You have exceeded your sending limit.',
		'Sent. 33612345678 is a invalid phone number',
		'33612345678 is a invalid phone number, sent to 33612345679',
		'Sent in demo mode',
		'The number is already available as your contact group, sent',
		'SMS 12 is queued: There is not enough balance',
	])('takes no words around a sentence for it: %s', (words) => {
		expect(knownErrorIn(words)?.outcome).not.toBe('notSent');
	});

	it('reads long sentences in no time', () => {
		const long = ['a', ' ', '1', 'The ', '9 is a ', '\\', 'Sorry'].map((text) =>
			text.repeat(50_000),
		);
		const short = ['The route ', 'The ', 'x already available as ', '+1'].map((start) =>
			start.padEnd(1_990, 'a '),
		);
		const startedAt = process.cpuUsage();
		for (const sentence of [...long, ...short]) expect(knownErrorIn(sentence)).toBeUndefined();
		expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000);
	});
});

describe('the JSON between messages of PHP', () => {
	const json = { status: 'success', message: 'a } "b" \\ {', data: { list: [{}] } };
	const text = JSON.stringify(json);
	const html =
		'<br />\n<b>Warning</b>:  Undefined variable $x in <b>/var/www/a.php</b> on line <b>12</b><br />\n';
	const plain = 'PHP Deprecated:  Optional parameter before required in /var/www/b.php on line 7\n';

	it.each([
		['nothing', '', ''],
		['a warning before', html, ''],
		['a warning after', '', html],
		['several', html + html, plain + plain],
		['plain ones', plain, `\nNotice: Undefined index: y in c.php on line 3`],
	])('is found with %s', (_, before, after) => {
		expect(jsonBetweenPhpMessages(before + text + after)).toEqual(json);
	});

	it.each([
		['a web page', `<html><body>${text}</body></html>`],
		['a script', `<script>var a = ${text}</script>`],
		['a page that begins like a warning', `${html}<html>${text}`],
		['a page that begins like a warning and ends like one', `${html}<script>${html}${text}`],
		['words', `Sent: ${text}`],
		['words after it', `${text} and more`],
		['another object after it', text + text],
		['JSON of another kind', `${html}{"ok":true}`],
		['JSON that was cut off', html + text.slice(0, -3)],
		['a list', `${html}[${text}]`],
	])('is not taken out of %s', (_, body) => {
		expect(jsonBetweenPhpMessages(body)).toBeUndefined();
	});
});
