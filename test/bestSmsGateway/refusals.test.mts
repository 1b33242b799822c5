import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../nodes/BestSmsGateway/api/answer.ts';
import { setUp } from './setup.mts';

/** What was recorded of the vendor's public script, as far as it matters here. */
interface Recorded {
	name: string;
	parameters?: Record<string, string>;
	status: number;
	answer: unknown;
	/** How many requests the carrier got. */
	handedToTheCarrier?: number;
}

const file = resolve(import.meta.dirname, '../recorded/bestsmsgateway.json');
const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Recorded[] };
const sends = rows.filter(({ parameters }) => parameters?.['action'] === 'send_sms');

function read({ status, answer }: Recorded) {
	const body = typeof answer === 'string' ? `<html>${answer}</html>` : JSON.stringify(answer);
	const rule = { asked: 'send_sms', expects: ['batch_id'], secrets: [], canHold: true };
	return readAnswer({ statusCode: status, headers: {}, body }, rule);
}

describe('what was recorded of a send', () => {
	it('has refusals and acceptances of all kinds', () => {
		expect(sends.length).toBeGreaterThan(40);
		expect(sends.filter((row) => !read(row).ok).length).toBeGreaterThan(15);
	});

	it.each(sends.map((row): [string, Recorded] => [row.name, row]))('%s', (_, row) => {
		const reading = read(row);
		const isAccepted =
			typeof row.answer === 'object' && row.answer !== null && 'batch_id' in row.answer;
		expect(reading.ok).toBe(isAccepted);
		if (reading.ok) return;
		// What is called not sent never reached the carrier; a failure of the server may come before or after it.
		if (reading.failure.outcome === 'notSent') expect(row.handedToTheCarrier).toBe(0);
		expect(reading.failure.outcome).toBe(row.status === 500 ? 'unknown' : 'notSent');
	});
});

/** Sentences next to those that are known, which may come after the SMS was sent. */
it.each([
	['The SMS was sent; no recipient confirmed', 11],
	['SMS stored, but insufficient units to report', 11],
	['Insufficient SMS credit for the delivery report', 11],
	['No valid recipient found in the report', 11],
	['Sent. No recipient contact found.', 11],
	['Message sent, sub_account not supplied to the log', 1],
	['Sent', 1],
	['Sent', 2],
	['Sent', 3],
	['Sent', 4],
	['Sent', 5],
	['Sent', 6],
	['Sent', 7],
	['Sent', 8],
	['', 4],
])('is unknown with a neighbor of what is known: %s, code %i', (error, code) => {
	const reading = read({ name: '', status: 200, answer: { error, error_code: code } });
	expect(reading).toMatchObject({ ok: false, failure: { outcome: 'unknown' } });
});

const setup = setUp();
const { run, handedOver } = setup;
const gateway = () => setup.sandbox.bestSmsGateway;
const one = { to: '+2348094309926', message: 'Hello' };

describe.each([{}, { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }])(
	'a send with the settings %j',
	(settings) => {
		it.each([
			['a server that fails before it sends', { database: 'fails' } as const, 0],
			['a server that fails after it sent', { database: 'failsAfterHandoff' } as const, 1],
			['a carrier that takes none', { carrier: 'acceptsNone' } as const, 1],
		])('is unknown with %s, and goes out once at most', async (_, changes, times) => {
			const before = { ...gateway().settings };
			Object.assign(gateway().settings, changes);
			try {
				const result = await run('sms', 'send', one, { settings });
				expect(result.error?.message).toMatch('may still have been sent');
				expect(handedOver()).toHaveLength(times);
			} finally {
				Object.assign(gateway().settings, before);
			}
		});
	},
);

describe('warnings of PHP', () => {
	const WARNING =
		'<br />\n<b>Warning</b>:  Undefined array key in <b>a.php</b> on line <b>3</b><br />\n';

	it.each([
		['before', WARNING, ''],
		['after', '', WARNING],
		['before and after', WARNING + WARNING, WARNING],
	])('%s an answer change nothing', async (_, warnings, warningsAfter) => {
		Object.assign(gateway().settings, { warnings, warningsAfter });
		try {
			const sent = await run('sms', 'send', one);
			expect(sent.json).toMatchObject([{ text: 'Hello', status: 'sent' }]);
			const refused = await run('sms', 'send', { ...one, to: '123456' });
			expect(refused.error?.message).toBe(
				'BestSMSGateway refused: “No valid recipient found”. The SMS was not sent. [item 0]',
			);
			expect((await run('account', 'get')).json).toMatchObject([{ balance: expect.any(Number) }]);
			expect((await run('contact', 'getAll')).json).toEqual([]);
		} finally {
			Object.assign(gateway().settings, { warnings: '', warningsAfter: '' });
		}
	});
});
