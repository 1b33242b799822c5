import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { plainText } from '../engine/plainText.mts';
import { onPixel7, setUp, smsFromItem } from './setup.mts';
import { setUpTrigger } from './triggerSetup.mts';

const setup = setUp();
const { run } = setup;

const sms = { sendto: '+33612345678', body: 'x', deviceId: PIXEL_7.id };

/** Lets the gateway answer the next request to a method with this body. */
function answerOnce(path: string, body: unknown): void {
	const fault = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
	setup.sandbox.faults.add({ path, when: 'before', fault });
}

/** A row as the vendor document prints it (section 4), with changes. */
function printedRow(changes: IDataObject = {}): IDataObject {
	return {
		id: 62050971,
		sendto: '+4912312312332',
		body: 'Hello! Thank you for Order! ',
		customerid: null,
		status: 2,
		statustitle: 'sending',
		deviceid: 11231,
		urgent: null,
		created: { date: '2023-11-02 22:44:43.000000', timezone_type: 3, timezone: 'Europe/Paris' },
		senttime: null,
		timetosend: null,
		paketid: null,
		pakettitle: null,
		paketbody: null,
		...changes,
	};
}

async function read(changes: IDataObject, credential: ICredentialDataDecryptedObject = {}) {
	answerOnce('/getallsms', { smss: { 62050971: printedRow(changes) } });
	const result = await run('sms', 'getAll', {}, { credential });
	return result.json[0];
}

it('is what the vendor document prints, with null where that has none', async () => {
	expect(await read({})).toEqual({
		id: '62050971',
		direction: 'outgoing',
		from: null,
		to: '+4912312312332',
		text: 'Hello! Thank you for Order! ',
		status: 'queued',
		vendorStatus: 2,
		reason: null,
		createdAt: '2023-11-02T22:44:43+01:00',
		sentAt: null,
		sendAt: null,
		price: null,
		reference: null,
		segments: 1,
		encoding: 'GSM-7',
		deviceId: '11231',
		sim: null,
		simName: null,
		campaignId: null,
		campaignName: null,
	});
});

describe('the reason of a failure', () => {
	const failures = [
		[8, 'not delivered'],
		[9, 'Generic failure'],
		[10, 'No Service'],
		[11, 'Null PDU'],
		[12, 'Radio Off'],
		[100, 'NOT ALLOWED'],
		[101, 'NOT ALLOWED'],
	] as const;
	const failed = (code: (typeof failures)[number][0]) => {
		const [id = 0] = setup.sandbox.smsGateway24.seedMessages(1, () => sms);
		setup.sandbox.smsGateway24.failMessage(id, code);
		return String(id);
	};

	it.each(failures)('of status %s is what Get and Get Many say: %s', async (code, reason) => {
		const messageId = failed(code);
		const one = await run('sms', 'get', { messageId });
		const [newest] = (await run('sms', 'getAll', { limit: 1 })).json;
		for (const message of [one.json[0], newest]) {
			expect(message).toMatchObject({
				id: messageId,
				status: 'failed',
				vendorStatus: code,
				reason,
			});
		}
	});

	it.each([
		['its words are missing', { status: 9, statustitle: undefined }],
		['its words are empty', { status: 9, statustitle: ' ' }],
		['it was delivered', { status: 7, statustitle: 'delivered' }],
		['it came in', { status: 5, statustitle: 'incoming' }],
		['its status is not documented', { status: 4, statustitle: 'sent?' }],
	])('is null where %s', async (_, changes) => {
		expect(await read(changes)).toMatchObject({ reason: null });
	});

	describe('comes with the trigger', () => {
		const trigger = setUpTrigger();

		it('as the vendor words it', async () => {
			const poller = await trigger.activated({ event: 'smsStatusChanged' });
			const { seedMessages, failMessage } = trigger.sandbox.smsGateway24;
			const [id = 0] = seedMessages(1, () => sms);
			failMessage(id, 9);
			expect(await poller.poll()).toMatchObject([{ status: 'failed', reason: 'Generic failure' }]);
		});
	});

	it('is what the gateway said of a number that it refused', async () => {
		answerOnce('/addsms', { error: 1, message: 'Login or password incorrect' });
		const additionalFields = { maxConcurrency: 1, sim: 2 };
		const to = '+33600000001,+33600000002';
		const result = await run('sms', 'send', { ...onPixel7, to, message: 'x', additionalFields });
		expect(result.json).toMatchObject([
			{ status: 'failed', reason: 'Login or password incorrect', simName: 'WhatsApp Business' },
			{ status: 'queued', reason: null, simName: 'WhatsApp Business' },
		]);
	});
});

describe('the time at which it is to go out', () => {
	const at = (date: string, zone = 'Europe/Paris') => ({
		date: `${date}.000000`,
		timezone_type: zone.includes('/') ? 3 : 1,
		timezone: zone,
	});

	it.each([
		['a date with a zone', { timetosend: at('2030-07-01 23:50:00') }, '2030-07-01T23:50:00+02:00'],
		[
			'a date with an offset',
			{ timetosend: at('2019-07-02 01:50:00', '+02:00') },
			'2019-07-02T01:50:00+02:00',
		],
		['a text', { timetosend: '2024-12-22 04:07:04' }, '2024-12-22T04:07:04-05:00'],
		['null', { timetosend: null }, null],
		['0', { timetosend: 0 }, null],
		['0 as text', { timetosend: '0' }, null],
		['an empty text', { timetosend: '' }, null],
		["PHP's date of nothing", { timetosend: at('-0001-11-30 00:00:00') }, null],
		['the time of its creation', { timetosend: at('2023-11-02 22:44:43') }, null],
		['a date of a received SMS', { status: 5, timetosend: at('2030-07-01 23:50:00') }, null],
	])('is read from %s', async (_, changes, sendAt) => {
		const message = await read(changes, { timezone: 'America/New_York' });
		expect(message).toMatchObject({ sendAt });
	});

	it.each(['send', 'sendMany'])('comes out of %s as it was set', async (operation) => {
		const result = await run(
			'sms',
			operation,
			{
				...smsFromItem,
				additionalFields: { sendAt: '={{ $json.at }}', sim: '={{ $json.sim }}' },
			},
			{
				items: [
					{ phone: '+33600000001', text: 'a', at: '2030-07-01T18:30:00', sim: 0 },
					{ phone: '+33600000002', text: 'b', at: '', sim: 5 },
				],
				timezone: 'America/New_York',
				credential: { timezone: 'Europe/Berlin' },
			},
		);
		expect(result.json).toMatchObject([
			{ sendAt: '2030-07-02T00:30:00+02:00', sim: 0, simName: 'SIM Slot 1', price: null },
			{ sendAt: null, sim: 5, simName: 'RCS Channel 2', price: null },
		]);
		for (const message of result.json) {
			expect(message).toMatchObject({ campaignId: null, campaignName: null });
		}
	});
});

describe('the campaign', () => {
	it('of a message of one has its ID and its name', async () => {
		const group = await run('group', 'create', { name: 'Customers' });
		const groupId = { __rl: true, mode: 'id', value: plainText(group.json[0]?.id) };
		await run('contact', 'create', { groupId, phone: '+33612345678', firstName: 'Ada' });
		const campaign = await run('campaign', 'create', {
			...onPixel7,
			name: 'Winter sale',
			groupId,
			message: 'Everything must go',
		});
		const result = await run('sms', 'getAll', { limit: 1 });
		expect(result.json).toMatchObject([
			{ text: 'Everything must go', campaignId: campaign.json[0]?.id, campaignName: 'Winter sale' },
		]);
	});

	it.each([0, '0', null, ''])('is none where paketid is %j', async (paketid) => {
		expect(await read({ paketid, pakettitle: '' })).toMatchObject({
			campaignId: null,
			campaignName: null,
		});
	});
});

it.each([
	[0, 'SIM Slot 1'],
	['1', 'SIM Slot 2'],
	[2, 'WhatsApp Business'],
	[3, 'WhatsApp Personal'],
	[4, 'RCS Channel 1'],
	[5, 'RCS Channel 2'],
	[6, null],
	[undefined, null],
])('has beside sim %j its name: %s', async (sim, simName) => {
	expect(await read({ sim })).toMatchObject({
		sim: sim === undefined ? null : Number(sim),
		simName,
	});
});

describe('the ID of one SMS', () => {
	it.each([
		[
			'has none, as printed',
			{ error: 0, message: 'OK', token: 'abbde3e31e9d026c02f4f49fc551111e' },
		],
		['has 0', { error: 0, sms_id: 0, status: 9, status_description: 'Generic failure' }],
	])('is the one that was asked for where the answer %s', async (_, body) => {
		answerOnce('/getsmsstatus', body);
		const result = await run('sms', 'get', { messageId: '62807347' });
		expect(result.json).toMatchObject([{ id: '62807347' }]);
		expect(JSON.stringify(result.json)).not.toContain('abbde3e31e9d026c02f4f49fc551111e');
	});
});
