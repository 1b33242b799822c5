import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../sandbox/textBoost.mts';
import { RETRY } from '../sending/setup.mts';
import type { RecordedRow } from './recordings.mts';
import { RECORDED } from './recordings.mts';
import { byId, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const fieldOf = ({ body }: RecordedRow, name: string): string | undefined =>
	typeof body === 'object' ? body[name] : undefined;

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

const SENDS = RECORDED.filter(
	(row) => row.smsHandedToTheOperator !== undefined && row.path.startsWith('/api/v3/'),
);

it('there are sends of four versions', () => {
	expect(new Set(SENDS.map(({ version }) => version)).size).toBe(4);
	expect(SENDS.filter(({ smsHandedToTheOperator }) => smsHandedToTheOperator === 0)).not.toEqual(
		[],
	);
	expect(SENDS.length).toBeGreaterThan(100);
});

/** Whether the server said that it keeps the SMS for its time: it has rows of those only that went out. */
function isScheduled({ answer, body }: RecordedRow): boolean {
	const { status, data } = answer as Record<string, unknown>;
	return (
		typeof body === 'object' && 'schedule_time' in body && status === 'success' && data === null
	);
}

describe.each(SENDS)('the recorded answer of $version to "$name"', (row) => {
	const handed = row.smsHandedToTheOperator ?? 0;
	const isTaken = handed > 0 || isScheduled(row);

	it(`is ${isTaken ? 'neither called notSent nor' : 'called notSent where it is'} asked for again`, async () => {
		const [resource, operation, parameters] = parametersOf(row);
		const body = JSON.stringify(row.answer).replaceAll('<token>', TEXTBOOST_TOKEN);
		setup.sandbox.faults.add({
			path: resource === 'campaign' ? '/campaign' : '/send',
			when: 'before',
			times: Infinity,
			fault: { kind: 'answer', status: row.status, body },
		});
		const failing = await run(resource, operation, parameters, { settings: RETRY });
		const requests = setup.sandbox.requests.all.filter(({ path }) => !path.endsWith('/me'));
		if (isTaken) expect(requests).toHaveLength(1);
		else expect([1, 3]).toContain(requests.length);

		const continued = await run(resource, operation, parameters, {
			settings: { onError: 'continueRegularOutput' },
		});
		const outcomes = continued.json.map(({ outcome }) => outcome);
		if (isTaken) expect(outcomes).not.toContain('notSent');
		// What may go again by Retry On Fail is what the output calls not sent, and nothing else.
		expect(outcomes.includes('notSent')).toBe(requests.length === 3);
		expect(JSON.stringify([failing.run, continued.run])).not.toContain(TEXTBOOST_TOKEN.slice(2));
	});
});
