import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { RETRY } from '../sending/setup.mts';
import type { RecordedRow } from './recordings.mts';
import { answerOf, fieldOf, isKeptForLater, RECORDED_SENDS } from './recordings.mts';
import { byId, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

/** The node's fields for what was recorded; numbers that were not recorded one by one are one. */
function parametersOf(row: RecordedRow): [string, string, INodeParameters] {
	const recipient = fieldOf(row, 'recipient') ?? '';
	const sms = {
		to: /^[\d,]+$/.test(recipient) ? recipient.split(',').join(', ') : '33612345678',
		from: 'Rig',
		message: 'Hi',
		...(fieldOf(row, 'schedule_time') !== undefined && {
			additionalFields: { sendAt: '2090-01-01T10:00:00Z' },
		}),
	};
	if (row.path.endsWith('/campaign')) {
		return ['campaign', 'create', { groupId: byId('a1'), from: 'Rig', message: 'C' }];
	}
	switch (fieldOf(row, 'type')) {
		case 'voice':
			return ['sms', 'sendVoice', sms];
		case 'mms':
			return ['sms', 'sendMms', { ...sms, mediaUrl: 'https://example.com/a.jpg' }];
		default:
			return ['sms', 'send', sms];
	}
}

const isUnderHttp = ({ path }: RecordedRow) => path.startsWith('/api/http/');

/** Errors after which no SMS was there, by their sentences, and why the node cannot know that. */
const LEAVES_OPEN: Array<{ says: RegExp; why: string }> = [
	{ says: /^$/, why: 'Version 3.1.0 says nothing, whatever failed.' },
	{ says: /^Undefined array key/, why: 'Recorded after the operator took the SMS as well.' },
	{
		says: /^Could not parse/,
		why: 'PHP says so, and may say it of a time in an operator’s answer.',
	},
];

/** What the node has to make of an answer. */
function meaningOf(row: RecordedRow): 'taken' | 'not sent' | 'open' | 'accepted' {
	if ((row.smsHandedToTheOperator ?? 0) > 0 || isKeptForLater(row)) return 'taken';
	const { status, message, data } = answerOf(row);
	if (status === 'error') {
		return LEAVES_OPEN.some(({ says }) => says.test(String(message))) ? 'open' : 'not sent';
	}
	// A campaign, or what 3.1.0 makes of several numbers, is worked off later; an empty list is of numbers all refused.
	return Array.isArray(data) && data.length === 0 ? 'not sent' : 'accepted';
}

it('there are sends of four versions, under both prefixes', () => {
	expect(new Set(RECORDED_SENDS.map(({ version }) => version)).size).toBe(4);
	expect(new Set(RECORDED_SENDS.filter(isUnderHttp).map(({ version }) => version)).size).toBe(4);
	expect(RECORDED_SENDS.length).toBeGreaterThan(100);
	const refused = RECORDED_SENDS.filter((row) => meaningOf(row) === 'not sent');
	expect(refused.length).toBeGreaterThan(40);
	const open = RECORDED_SENDS.filter((row) => meaningOf(row) === 'open');
	const sentences = open.map((row) => String(answerOf(row).message));
	expect(LEAVES_OPEN.filter(({ says }) => !sentences.some((s) => says.test(s)))).toEqual([]);
});

describe.each(RECORDED_SENDS)('the recorded response from $version to "$name"', (row) => {
	const meaning = meaningOf(row);

	it(`means "${meaning}", also to Retry On Fail`, async () => {
		const [resource, operation, parameters] = parametersOf(row);
		const body = JSON.stringify(row.answer).replaceAll('<token>', TEXTBOOST_TOKEN);
		setup.sandbox.faults.add({
			path: resource === 'campaign' ? '/campaign' : '/send',
			when: 'before',
			times: Infinity,
			fault: { kind: 'answer', status: row.status, body },
		});
		const credential = {
			...(isUnderHttp(row) && { baseUrl: setup.sandbox.textBoost.httpBaseUrl }),
		};
		const failing = await run(resource, operation, parameters, { credential, settings: RETRY });
		const requests = setup.sandbox.requests.all.filter(({ path }) => !path.endsWith('/me'));
		expect(requests).toHaveLength(meaning === 'not sent' ? 3 : 1);

		const continued = await run(resource, operation, parameters, {
			credential,
			settings: { onError: 'continueRegularOutput' },
		});
		const outcomes = continued.json.map(({ outcome }) => outcome);
		// What may go again by Retry On Fail is what the output calls not sent, and nothing else.
		if (meaning === 'not sent') expect(outcomes).toEqual(['notSent']);
		else expect(outcomes).not.toContain('notSent');
		if (meaning === 'open') expect(outcomes).toEqual(['unknown']);
		if (meaning === 'accepted') expect(failing.error).toBeUndefined();
		expect(JSON.stringify([failing.run, continued.run])).not.toContain(TEXTBOOST_TOKEN.slice(2));
	});
});
