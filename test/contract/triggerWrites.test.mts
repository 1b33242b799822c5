/** What n8n writes to its database for a trigger: nothing where a poll has found nothing. */
import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { setUpTrigger as setUpBestSmsGateway } from '../bestSmsGateway/triggerSetup.mts';
import type { Poller } from '../engine/poller.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTrigger as setUpSmsGateway24 } from '../smsGateway24/triggerSetup.mts';
import { setUpTrigger as setUpSmstools } from '../smstools/triggerSetup.mts';
import {
	everyStatus,
	MINUTE_MS,
	receive,
	send,
	setUpTrigger as setUpTextBoost,
	useVersion,
} from '../textBoost/triggerSetup.mts';

/** A trigger, and how something comes that it tells. */
interface Case {
	name: string;
	setUp: () => TriggerTest;
	parameters: INodeParameters;
	come: (setup: TriggerTest) => void;
}

const received = { event: 'smsReceived' };

const CASES: Case[] = [
	{
		name: 'SmsGateway24, SMS Received',
		setUp: setUpSmsGateway24,
		parameters: received,
		come({ sandbox: { smsGateway24 }, clock }) {
			const sms = { deviceId: PIXEL_7.id, from: '+4915112345678', text: 'Hi', at: clock.now() };
			smsGateway24.receiveSms(sms);
		},
	},
	{
		name: 'SmsGateway24, SMS Status Changed',
		setUp: setUpSmsGateway24,
		parameters: everyStatus,
		come({ sandbox: { smsGateway24 } }) {
			const { id: deviceId } = PIXEL_7;
			const sms = { sendto: '+4915112345678', body: 'Hi', deviceId, status: 7 };
			smsGateway24.seedMessages(1, () => sms);
		},
	},
	{
		name: 'Smstools, SMS Received',
		setUp: setUpSmstools,
		parameters: received,
		come: ({ sandbox: { smstools } }) => void smstools.receive({ from: '32474123456', text: 'Hi' }),
	},
	{
		name: 'Smstools, SMS Status Changed',
		setUp: setUpSmstools,
		parameters: everyStatus,
		come({ sandbox: { smstools } }) {
			smstools.end(smstools.addSent({ to: '32474123456', text: 'Hi' }).messageid, 'DELIVERED');
		},
	},
	{
		name: 'BestSMSGateway, SMS Status Changed',
		setUp: setUpBestSmsGateway,
		parameters: everyStatus,
		come({ sandbox: { bestSmsGateway } }) {
			for (const id of bestSmsGateway.seedMessages(1, () => ({ text: 'Hi' }))) {
				bestSmsGateway.endMessage(id, 2);
			}
		},
	},
	{
		name: 'TextBoost, SMS Received',
		setUp: setUpTextBoost,
		parameters: received,
		come(setup) {
			// The only kind of host that lists what came in.
			useVersion(setup, '3.13.0');
			receive(setup, ['Hi']);
		},
	},
	{
		name: 'TextBoost, SMS Status Changed',
		setUp: setUpTextBoost,
		parameters: everyStatus,
		come: (setup) => void send(setup, ['Hi']),
	},
];

/** Longer than what a quiet poll only does now and then. */
const QUIET_POLLS = 12;
/** n8n's clock, so that no test runs into the next quarter of a day, in which SMS that are followed may be given up. */
const AFTERNOON = Date.UTC(2026, 10, 2, 13);
const DURABLE_CURSORS = [false, true];

/** A trigger that has told something, at an account with ten minutes of earlier SMS: pages of them at TextBoost. */
async function toldBy(
	setup: TriggerTest,
	{ parameters, come }: Pick<Case, 'parameters' | 'come'>,
	hasDurableCursors: boolean,
): Promise<Poller> {
	setup.clock.advance(AFTERNOON - setup.clock.now().getTime());
	for (let i = 0; i < 60; i += 1) {
		come(setup);
		setup.clock.advance(MINUTE_MS / 6);
	}
	const poller = await setup.activated(parameters, { hasDurableCursors });
	come(setup);
	setup.clock.advance(MINUTE_MS);
	expect(await poller.poll()).toHaveLength(1);
	return poller;
}

/** Polls a minute apart, in which nothing comes. @returns how many requests each of them made */
async function pollInQuiet(setup: TriggerTest, poller: Poller): Promise<number[]> {
	const requests: number[] = [];
	for (let i = 0; i < QUIET_POLLS; i += 1) {
		setup.clock.advance(MINUTE_MS);
		setup.sandbox.requests.clear();
		expect(await poller.poll()).toEqual([]);
		requests.push(setup.sandbox.requests.all.length);
	}
	return requests;
}

describe.each(CASES)('$name', ({ setUp, ...subject }) => {
	const setup = setUp();

	it.each(DURABLE_CURSORS)(
		'lets n8n store what has come, and nothing while nothing comes; durable cursors: %s',
		async (hasDurableCursors) => {
			const poller = await toldBy(setup, subject, hasDurableCursors);
			const before = poller.saves;
			await pollInQuiet(setup, poller);
			expect(poller.saves).toBe(before);
			subject.come(setup);
			setup.clock.advance(MINUTE_MS);
			expect(await poller.poll()).toHaveLength(1);
			expect(poller.saves).toBe(before + 1);
		},
	);

	it.each(DURABLE_CURSORS)(
		'lets n8n store nothing when it starts again and nothing has come; durable cursors: %s',
		async (hasDurableCursors) => {
			const poller = await toldBy(setup, subject, hasDurableCursors);
			const before = poller.saves;
			poller.restart();
			await pollInQuiet(setup, poller);
			expect(poller.saves).toBe(before);
		},
	);
});

describe('TextBoost, SMS Status Changed, with more than a page within the look-back', () => {
	const setup = setUpTextBoost();
	const subject = { parameters: everyStatus, come: () => void send(setup, ['Hi']) };

	it.each(DURABLE_CURSORS)(
		'reads on in every fourth quiet poll, although nothing is stored; durable cursors: %s',
		async (hasDurableCursors) => {
			const poller = await toldBy(setup, subject, hasDurableCursors);
			const requests = await pollInQuiet(setup, poller);
			expect(requests.map((count) => count > 1)).toEqual(requests.map((_count, i) => i % 4 === 3));
		},
	);
});
