import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import type { Parameters } from './testClient.mts';
import { createClient } from './testClient.mts';

// Fact sheet 12.2: what happens to sends of one sub-account in one second.

let clock: TestClock;
let sandbox: Sandbox;
const { post } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(new Date('2024-03-01T08:00:00Z'));
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const gateway = () => sandbox.bestSmsGateway;
const handedOver = () => gateway().handoffs.map(({ text }) => text);
const send = async (message: string, parameters: Parameters = {}) =>
	await post('send_sms', { message, recipients: '08000000001', ...parameters });

/** Waits until the carrier has this many SMS. */
const handed = async (count: number) => {
	while (gateway().handoffs.length < count) await new Promise(setImmediate);
};

describe('two sends in one second', () => {
	const later = { send_at: '2024-03-01 10:00', timezone_offset: '+0' };

	it('share a batch, in which there are more records than either total', async () => {
		const answers = [await send('One'), await send('Two')];
		const { batch_id } = answers[0] ?? {};
		expect(answers).toEqual(Array(2).fill({ batch_id, total: 1 }));
		expect(await post('fetch_sms', { batch_id: String(batch_id) })).toMatchObject({ total: 2 });
	});

	it('are each handed over once when one comes after the other is answered, under the first sender', async () => {
		await send('One', { sender_id: 'First' });
		await send('Two', { sender_id: 'Second', type: '1', unicode: '1', route: '1' });
		const first = { sender: 'First', type: 0, unicode: 0, route: 0 };
		expect(gateway().handoffs).toMatchObject([
			{ text: 'One', ...first, request: 1 },
			{ text: 'Two', ...first, request: 2 },
		]);
		// What is stored looks right.
		expect(gateway().messages).toMatchObject([
			{ sender: 'First', type: 0 },
			{ sender: 'Second', type: 1, unicode: 1, route: 1 },
		]);
	});

	it('send the first SMS twice while the carrier is busy with it', async () => {
		gateway().settings.handoffMs = 100;
		const first = send('One', { sender_id: 'First' });
		await handed(1);
		await Promise.all([first, send('Two', { sender_id: 'Second', recipients: '08000000002' })]);
		expect(handedOver()).toEqual(['One', 'One', 'Two']);
		expect(new Set(gateway().handoffs.map(({ sender }) => sender))).toEqual(new Set(['First']));
	});

	it('send what was scheduled with what is not, at once', async () => {
		await send('Later', later);
		await send('Now');
		expect(handedOver()).toEqual(['Later', 'Now']);
		clock.set(new Date('2024-03-01T10:00:00Z'));
		expect(handedOver()).toEqual(['Later', 'Now']);
	});

	it('send what is on hold, and what was deleted, with what is not', async () => {
		gateway().settings.leastHeldRecipients = 2;
		const recipients = '08000000001,08000000002';
		expect(await send('See www.example.com', { recipients })).toMatchObject({ error_code: 11 });
		await send('Later', later);
		await post('delete_sms', { recipient: '2348000000001', stage: 'pending' });
		await send('Now', { recipients: '08000000003' });
		expect(handedOver()).toEqual(['See www.example.com', 'See www.example.com', 'Later', 'Now']);
	});

	it.each<[string, () => Promise<unknown>]>([
		[
			'a second apart',
			async () => {
				clock.advance(1000);
				await send('Now', { sender_id: 'Second' });
			},
		],
		[
			'of two sub-accounts',
			async () => {
				const sub_account = gateway().addAccount({ id: 2, name: 'b', password: 'p' });
				const login = { sub_account, sub_account_pass: 'p' };
				await send('Now', { ...login, sender_id: 'Second' });
			},
		],
	])('do not meet %s', async (_, sendNow) => {
		await send('Later', { ...later, sender_id: 'First' });
		await sendNow();
		expect(gateway().handoffs).toMatchObject([{ text: 'Now', sender: 'Second' }]);
	});
});

it('scheduled ahead, the SMS of a second are handed over once each, under the sender of the first', async () => {
	const ahead = { send_at: '2024-03-01 08:00:02', timezone_offset: '+0' };
	await Promise.all([send('One', { ...ahead, sender_id: 'First' }), send('Two', ahead)]);
	clock.advance(4000);
	expect(handedOver()).toEqual([]);
	clock.advance(1000);
	const now = clock.now().getTime() / 1000;
	expect(gateway().handoffs).toMatchObject([
		{ text: 'One', sender: 'First', request: 1, at: now },
		{ text: 'Two', sender: 'First', request: 1, at: now },
	]);
	clock.advance(3_600_000);
	expect(handedOver()).toHaveLength(2);
});
