import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { setUpTrigger as setUpBestSmsGateway } from '../bestSmsGateway/triggerSetup.mts';
import type { Poller } from '../engine/poller.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTrigger as setUpSmsGateway24 } from '../smsGateway24/triggerSetup.mts';
import { setUpTrigger as setUpSmstools } from '../smstools/triggerSetup.mts';
import {
	DAY_MS,
	everyStatus,
	HOUR_MS,
	MINUTE_MS,
	send,
	setUpTrigger as setUpTextBoost,
	texts,
	textsOf,
} from '../textBoost/triggerSetup.mts';

/** A trigger of a gateway, and how SMS come to it. */
interface Case {
	name: string;
	setUp: () => TriggerTest;
	parameters: INodeParameters;
	send: (setup: TriggerTest, texts: string[]) => void;
	baseUrl: (sandbox: Sandbox) => string;
	/**
	 * Lets an SMS come to an account that the credential names otherwise, and gives what changes in the credential. Without
	 * it nothing tells another account from a new token.
	 */
	sendToOther?: (setup: TriggerTest, text: string) => ICredentialDataDecryptedObject;
}

const received = { event: 'smsReceived' };
const textBoost = {
	setUp: setUpTextBoost,
	baseUrl: ({ textBoost: { baseUrl } }: Sandbox) => baseUrl,
	send,
};
const smstools = {
	setUp: setUpSmstools,
	baseUrl: ({ smstools: { baseUrl } }: Sandbox) => baseUrl,
};
const smsGateway24 = {
	setUp: setUpSmsGateway24,
	baseUrl: ({ smsGateway24: { baseUrl } }: Sandbox) => baseUrl,
};

function seedBestSmsGateway({ sandbox }: TriggerTest, all: string[], account = {}): void {
	const { bestSmsGateway } = sandbox;
	const ids = bestSmsGateway.seedMessages(all.length, (i) => ({ text: all[i] ?? '', ...account }));
	for (const id of ids) bestSmsGateway.endMessage(id, 2);
}

function receiveAtSmsGateway24({ sandbox, clock }: TriggerTest, all: string[]): void {
	for (const text of all) {
		const sms = { deviceId: PIXEL_7.id, from: '+4915112345678', text, at: clock.now() };
		sandbox.smsGateway24.receiveSms(sms);
	}
}

const CASES: Case[] = [
	{ ...textBoost, name: 'TextBoost, SMS Status Changed', parameters: everyStatus },
	{
		...smstools,
		name: 'Smstools, SMS Received',
		parameters: received,
		send({ sandbox }, all) {
			for (const text of all) sandbox.smstools.receive({ from: '32474123456', text });
		},
		// The sandbox has one account. A row as `GET /message/inbox` lists it (fact sheet, section 3.4).
		sendToOther({ sandbox, clock }, text) {
			const date = clock.now().toISOString().slice(0, 19).replace('T', ' ');
			const row = { ID: '990001', message: text, sender: '32474123456', type: 'sms', date };
			const list = { total: 1, shown: 1, page: 1, limit: 500, messages: [row] };
			sandbox.faults.add({ when: 'before', times: Infinity, fault: jsonAnswer(200, list) });
			return { clientId: 'another' };
		},
	},
	{
		...smstools,
		name: 'Smstools, SMS Status Changed',
		parameters: everyStatus,
		send({ sandbox }, all) {
			for (const text of all) {
				const { messageid } = sandbox.smstools.addSent({ to: '32474123456', text });
				sandbox.smstools.end(messageid, 'DELIVERED');
			}
		},
	},
	{
		name: 'BestSMSGateway, SMS Status Changed',
		setUp: setUpBestSmsGateway,
		parameters: everyStatus,
		baseUrl: ({ bestSmsGateway: { baseUrl } }) => baseUrl,
		send: seedBestSmsGateway,
		sendToOther(setup, text) {
			const other = { id: 2, name: 'mysub2', password: 'another' };
			const subAccount = setup.sandbox.bestSmsGateway.addAccount(other);
			seedBestSmsGateway(setup, [text], { accountId: other.id });
			return { subAccount, subAccountPassword: other.password };
		},
	},
	{
		...smsGateway24,
		name: 'SmsGateway24, SMS Received',
		parameters: received,
		send: receiveAtSmsGateway24,
		// By its name the credential is that of another account, whatever the gateway has for it.
		sendToOther(setup, text) {
			receiveAtSmsGateway24(setup, [text]);
			const { email, password } = START_ACCOUNT;
			return { authentication: 'emailPassword', token: '', email, password };
		},
	},
	{
		...smsGateway24,
		name: 'SmsGateway24, SMS Status Changed',
		parameters: everyStatus,
		send({ sandbox }, all) {
			const { id: deviceId } = PIXEL_7;
			sandbox.smsGateway24.seedMessages(all.length, (i) => ({
				sendto: '+4915112345678',
				body: all[i] ?? '',
				deviceId,
				status: 7,
			}));
		},
	},
];

const DOWN: Fault = { kind: 'answer', status: 503, body: 'down' };
const IS_DOWN = /HTTP 503/;

/** Changes what n8n has saved of a trigger. */
function alter(saved: string, change: (state: IDataObject) => unknown): string {
	const data = JSON.parse(saved) as Record<string, IDataObject>;
	const node = data['node:Trigger'] ?? {};
	return JSON.stringify({ 'node:Trigger': { ...node, state: change(node.state as IDataObject) } });
}

describe.each(CASES)('$name', ({ setUp, parameters, send: sendIn, baseUrl, sendToOther }) => {
	const setup = setUp();
	/** Lets SMS come that no earlier one shares its second with. */
	function come(...all: string[]): void {
		setup.clock.advance(5000);
		sendIn(setup, all);
	}
	const breakDown = () =>
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: DOWN });
	const repair = () => setup.sandbox.faults.clear();
	/** How many of these polls failed, one a minute. */
	async function failuresOf(poller: Poller, polls: number, isDown: (poll: number) => boolean) {
		const failures: string[] = [];
		for (let i = 0; i < polls; i += 1) {
			setup.clock.advance(MINUTE_MS);
			if (isDown(i)) breakDown();
			await poller.poll().catch((error: unknown) => failures.push(String(error)));
			repair();
		}
		return failures;
	}

	it.each([true, false])(
		'tells an SMS between publishing and the next poll; durable cursors: %s',
		async (hasDurableCursors) => {
			come('before');
			const poller = await setup.activated(parameters, { hasDurableCursors });
			come('between');
			expect(textsOf(await poller.poll())).toEqual(['between']);
			expect(await poller.poll()).toEqual([]);
			poller.restart();
			come('after a restart');
			expect(textsOf(await poller.poll())).toEqual(['after a restart']);
		},
	);

	it.each([true, false])(
		'starts while the gateway is down, and goes on; durable cursors: %s',
		async (hasDurableCursors) => {
			const poller = await setup.activated(parameters, { hasDurableCursors });
			come('one');
			expect(textsOf(await poller.poll())).toEqual(['one']);
			come('two');
			poller.restart();
			breakDown();
			expect(await poller.poll()).toEqual([]);
			await expect(poller.poll()).rejects.toThrow(IS_DOWN);
			repair();
			expect(textsOf(await poller.poll())).toEqual(['two']);
		},
	);

	it('is published first while the gateway is down, and takes the baseline of the first answer', async () => {
		come('before');
		const poller = setup.trigger(parameters);
		breakDown();
		expect(await poller.poll()).toEqual([]);
		come('while it was down');
		await expect(poller.poll()).rejects.toThrow(IS_DOWN);
		repair();
		expect(await poller.poll()).toEqual([]);
		come('after');
		expect(textsOf(await poller.poll())).toEqual(['after']);
	});

	it('is published twice in a row while the gateway is down', async () => {
		const poller = await setup.activated(parameters);
		breakDown();
		expect(await poller.publish(parameters)).toEqual([]);
		expect(await poller.publish(parameters)).toEqual([]);
		await expect(poller.poll()).rejects.toThrow(IS_DOWN);
	});

	it('counts an outage from when the workflow was published', async () => {
		const poller = await setup.activated(parameters);
		breakDown();
		await expect(poller.poll()).rejects.toThrow(IS_DOWN);
		repair();
		setup.clock.advance(7 * DAY_MS);
		breakDown();
		expect(await poller.publish(parameters)).toEqual([]);
		await expect(poller.poll()).rejects.toThrow(/^(?!.*have been failing)/);
	});

	it('tells a lasting outage less and less often, and for how long it lasts', async () => {
		const poller = await setup.activated(parameters);
		const failures = await failuresOf(poller, 6 * 60, () => true);
		const minutes = failures.map((text) => /failing for (.*)\.$/.exec(text)?.[1]);
		expect(minutes).toEqual([
			undefined,
			'5 minutes',
			'15 minutes',
			'35 minutes',
			'75 minutes',
			'2 hours',
			'3 hours',
			'4 hours',
			'5 hours',
		]);
	});

	it('takes a gateway that fails every second poll for one outage, until polls have been good for an hour', async () => {
		const poller = await setup.activated(parameters);
		const failures = await failuresOf(poller, 60, (i) => i % 2 === 0);
		expect(failures.length).toBeGreaterThanOrEqual(4);
		expect(failures.length).toBeLessThanOrEqual(6);
		expect(await failuresOf(poller, 62, () => false)).toEqual([]);
		expect(await failuresOf(poller, 1, () => true)).toHaveLength(1);
	});

	it.each([
		['no records', (state: IDataObject) => ({ ...state, known: {} })],
		[
			'another floor',
			({ floor, ...rest }: IDataObject) => ({ ...rest, floor: floor === null ? 0 : null }),
		],
		['a number for an account', (state: IDataObject) => ({ ...state, account: 7 })],
		['null for an account', (state: IDataObject) => ({ ...state, account: null })],
		['another memory', (state: IDataObject) => ({ ...state, memory: { start: 9 } })],
	])(
		'tells only what is new where its state was altered to %s, and says so',
		async (_name, change) => {
			come(...texts(10, 'before'));
			setup.clock.advance(2 * HOUR_MS);
			come(...texts(3, 'later'));
			const first = await setup.activated(parameters);
			come('one');
			expect(textsOf(await first.poll())).toEqual(['one']);
			come('two', 'three');
			const poller = setup.trigger(parameters, { saved: alter(first.saved, change) });
			expect(textsOf(await poller.poll())).toEqual(['two', 'three']);
			await expect(poller.poll()).rejects.toThrow(/Part of what this trigger stored/);
			expect(await poller.poll()).toEqual([]);
			come('after');
			expect(textsOf(await poller.poll())).toEqual(['after']);
		},
	);

	it('says so where it starts over because its state names something else, and was altered', async () => {
		const first = await setup.activated(parameters);
		const saved = alter(first.saved, (state) => ({ ...state, identity: 'another event' }));
		const poller = setup.trigger(parameters, { saved });
		expect(await poller.poll()).toEqual([]);
		await expect(poller.poll()).rejects.toThrow(/so it starts over/);
	});

	it('starts over at another Base URL, and goes on at the old one', async () => {
		const first = await setup.activated(parameters);
		const { saved } = first;
		come('one');
		const elsewhere = baseUrl(setup.sandbox).replace('127.0.0.1', 'localhost');
		const other = setup.trigger(parameters, { saved, credential: { baseUrl: elsewhere } });
		expect(await other.poll()).toEqual([]);
		expect(await other.poll()).toEqual([]);
		expect(textsOf(await setup.trigger(parameters, { saved }).poll())).toEqual(['one']);
	});

	if (sendToOther === undefined) return;
	it('starts over with another account in the same credential', async () => {
		come('before');
		const { saved } = await setup.activated(parameters);
		setup.clock.advance(5000);
		const credential = sendToOther(setup, 'of the other account');
		const other = setup.trigger(parameters, { saved, credential });
		expect(await other.poll()).toEqual([]);
		expect(await other.poll()).toEqual([]);
	});
});
