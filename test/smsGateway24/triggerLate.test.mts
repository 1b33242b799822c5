import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { isJsonObject } from '../../nodes/shared/record/json.ts';
import { setUpTrigger } from './triggerSetup.mts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const received = { event: 'smsReceived' };
const everyStatus = { event: 'smsStatusChanged', statuses: [] };

describe('SmsGateway24 Trigger, where the gateway shows an SMS late', () => {
	const setup = setUpTrigger();

	const receive = (text: string, at = setup.clock.now()) =>
		setup.sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: '+4917', text, at });
	const textsOf = (items: IDataObject[]) => items.map(({ text }) => text);

	/** Makes the next answer lack these SMS, as that of a replica which is behind. */
	async function hideOnce(...hidden: number[]): Promise<void> {
		const { baseUrl } = setup.sandbox.smsGateway24;
		const body = new URLSearchParams({ token: START_ACCOUNT.token });
		const answer: unknown = await (
			await fetch(`${baseUrl}/getallsms`, { method: 'POST', body })
		).json();
		const smss = isJsonObject(answer) && isJsonObject(answer.smss) ? answer.smss : {};
		const rows = Object.entries(smss).filter(([id]) => !hidden.includes(Number(id)));
		const shown = { smss: Object.fromEntries(rows), count: rows.length };
		setup.sandbox.faults.add({
			when: 'after',
			fault: { kind: 'answer', status: 200, body: JSON.stringify(shown) },
		});
	}

	it('tells an SMS of a new account whose id is lower than the first one', async () => {
		const poller = await setup.activated(received);
		const late = receive('late');
		receive('first');
		await hideOnce(late);
		expect(textsOf(await poller.poll())).toEqual(['first']);
		expect(textsOf(await poller.poll())).toEqual(['late']);
		expect(await poller.poll()).toEqual([]);
	});

	it('tells one whose id is lower than all of the baseline, after a restart too', async () => {
		const late = receive('late');
		receive('before');
		await hideOnce(late);
		const poller = await setup.activated(received);
		poller.restart();
		expect(textsOf(await poller.poll())).toEqual(['late']);
	});

	it('tells one whose id is lower than all of the look-back of a quiet account', async () => {
		receive('long ago');
		setup.clock.advance(10 * DAY_MS);
		const poller = await setup.activated(received);
		const late = receive('late');
		receive('now');
		await hideOnce(late);
		expect(textsOf(await poller.poll())).toEqual(['now']);
		setup.clock.advance(HOUR_MS);
		expect(textsOf(await poller.poll())).toEqual(['late']);
	});

	it('treats as old what was there days before the first poll, which saw nothing', async () => {
		const ids = [20, 10, 5].map((days) =>
			receive(`${days} days`, new Date(setup.clock.now().getTime() - days * DAY_MS)),
		);
		// The look-back, and then the month.
		await hideOnce(...ids);
		await hideOnce(...ids);
		const poller = await setup.activated(received);
		expect(await poller.poll()).toEqual([]);
		receive('new');
		expect(textsOf(await poller.poll())).toEqual(['new']);
	});

	it('does not tell old SMS when the user looks back farther', async () => {
		for (let day = 0; day < 12; day += 1) {
			receive(`day ${day}`);
			setup.clock.advance(DAY_MS);
		}
		const poller = await setup.activated(received);
		for (let day = 12; day < 18; day += 1) {
			receive(`day ${day}`);
			expect(textsOf(await poller.poll())).toEqual([`day ${day}`]);
			setup.clock.advance(DAY_MS);
		}
		const wider = { ...received, options: { lookBackHours: 20 * 24 } };
		expect(await poller.publish(wider)).toEqual([]);
	});

	it('goes on following an SMS that one answer lacks, and does not tell others twice', async () => {
		const poller = await setup.activated(everyStatus);
		const [first = 0, second = 0] = setup.sandbox.smsGateway24.seedMessages(2, (i) => ({
			sendto: '+4917',
			body: `SMS ${i}`,
			deviceId: PIXEL_7.id,
		}));
		expect(await poller.poll()).toHaveLength(2);
		await hideOnce(first, second);
		expect(await poller.poll()).toEqual([]);
		setup.clock.advance(HOUR_MS);
		expect((await poller.poll()).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
		await hideOnce(first);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});
});
