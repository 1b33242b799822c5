import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { createClient, recordsOf } from './testClient.mts';

const START = new Date('2024-03-01T08:00:00Z');
const message = 'Hello';

let clock: TestClock;
let sandbox: Sandbox;
const { post } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const recipients = () => sandbox.bestSmsGateway.messages.map(({ recipient }) => recipient);
const texts = () => sandbox.bestSmsGateway.messages.map(({ text }) => text);
const statuses = () => sandbox.bestSmsGateway.messages.map(({ status }) => status);
const handedOver = () => sandbox.bestSmsGateway.handoffs.map(({ text }) => text);

describe('recipients', () => {
	it.each([
		[
			'08086689567,+2348094309000,4478128372838',
			['2348086689567', '2348094309000', '4478128372838'],
		],
		['0808-668-9567\n+2348094309000', ['2348086689567', '2348094309000']],
		['0808 668 9567', []],
		['08086689567,2348086689567,+2348086689567', ['2348086689567']],
		['08086689567,123456,1234567', ['2348086689567', '1234567']],
		['0044781283728', ['234044781283728']],
	])('%s', async (list, expected) => {
		await post('send_sms', { message, recipients: list });
		expect(recipients()).toEqual(expected);
	});

	it('default_dial_code has no effect', async () => {
		await post('send_sms', { message, recipients: '08086689567', default_dial_code: '+44' });
		expect(recipients()).toEqual(['2348086689567']);
	});

	it('are those of groups without those of ignored groups, under their own names', async () => {
		sandbox.bestSmsGateway.seedContacts([
			{ phone: '2348000000001', firstname: 'Ann', group: 'A' },
			{ phone: '2348000000002', group: 'A' },
			{ phone: '2348000000002', group: 'B' },
		]);
		const answer = await post('send_sms', {
			message: 'Hi [FirstName], [other]',
			contact_groups: 'A',
			ignore_groups: 'B',
		});
		expect(answer).toMatchObject({ total: 1 });
		expect(texts()).toEqual(['Hi Ann, [other]']);
		expect(await post('send_sms', { message, contact_groups: 'C, A' })).toMatchObject({
			error: 'No valid recipient found',
		});
		expect(
			await post('send_sms', { message, recipients: '08000000002', ignore_groups: 'B' }),
		).toMatchObject({ error: 'No recipient contact found.', error_code: 11 });
	});

	it('are saved when recipients has any, without names', async () => {
		const contacts = JSON.stringify([{ phone: '08000000001', firstname: 'Ann' }]);
		await post('send_sms', { message, contacts, save_as: 'New' });
		expect(sandbox.bestSmsGateway.contacts).toEqual([]);
		await post('send_sms', { message, contacts, recipients: '08000000001', save_as: "N'ew" });
		expect(sandbox.bestSmsGateway.contacts).toMatchObject([
			{ phone: '2348000000001', firstname: '', group: 'New' },
		]);
	});

	it('cannot be saved together with contacts, and then get nothing', async () => {
		const contacts = JSON.stringify([{ phone: '08000000001' }]);
		await expect(
			post('send_sms', { message, contacts, recipients: '08000000002', save_as: 'New' }),
		).rejects.toThrow('HTTP 500');
		await expect(post('save_contacts', { contacts, phone_numbers: '08000000002' })).rejects.toThrow(
			'HTTP 500',
		);
		expect(sandbox.bestSmsGateway.contacts).toEqual([]);
		expect(sandbox.bestSmsGateway.messages).toEqual([]);
	});
});

describe('a number that is to be dropped', () => {
	const contacts = JSON.stringify([
		{ phone: '08000000001', override_message: 'One' },
		{ phone: '08000000002', override_message: 'Two' },
	]);

	it('is left out of as many sends to it as were set, and counted in total only then', async () => {
		sandbox.bestSmsGateway.dropNumber('2348000000001', 2);
		const totals = [];
		for (const list of ['08000000001', '08000000003', '08000000003', '08000000003']) {
			clock.advance(1000);
			totals.push((await post('send_sms', { message, contacts, recipients: list })).total);
		}
		expect(totals).toEqual([1, 2, 3, 3]);
		expect(recipients().filter((number) => number === '2348000000001')).toHaveLength(2);
	});

	it('lets the send be refused where it is the only one', async () => {
		sandbox.bestSmsGateway.dropNumber('2348000000001');
		expect(await post('send_sms', { message, recipients: '08000000001' })).toMatchObject({
			error: 'No valid recipient found',
			error_code: 11,
		});
		expect(await post('send_sms', { message, recipients: '08000000001' })).toMatchObject({
			total: 1,
		});
	});
});

describe('contacts', () => {
	const contacts = JSON.stringify([
		{ phone: '08000000001', override_message: 'One', extra_data: 'USER001' },
		{ phone: '08000000002' },
	]);

	it('have texts of their own, and no references', async () => {
		expect(await post('send_sms', { message, contacts })).toMatchObject({ total: 2 });
		expect(texts()).toEqual(['One', 'Hello']);
		const fetched = async () => recordsOf(await post('fetch_sms')).map((row) => row['extra_data']);
		expect(await fetched()).toEqual(['', '']);
		// The vendor's document says that they come back.
		sandbox.bestSmsGateway.settings.answers = 'document';
		expect(await fetched()).toEqual(['', 'USER001']);
	});

	it('fill in what is known of them, and plain numbers only that', async () => {
		const text = 'To [phone] [FirstName] [group_name]';
		await post('send_sms', {
			message: text,
			recipients: '08000000003,08000000002',
			contacts: JSON.stringify([
				{ phone: '08000000001', override_message: `${text}!`, firstname: 'Ann', group_name: 'G' },
				{ phone: '08000000002', override_message: `${text}!`, firstname: 'Bob' },
				{ phone: '08000000004' },
			]),
		});
		expect(texts().sort()).toEqual([
			'To 2348000000001 Ann G!',
			'To 2348000000002 [FirstName] default!',
			'To 2348000000003 [FirstName] default',
			'To 2348000000004  default',
		]);
	});

	it.each([
		{ recipients: '08000000001' },
		{ contacts: JSON.stringify([{ phone: '08000000001' }]) },
	])('are of the group that they are to be saved in: %j', async (to) => {
		await post('send_sms', { message: 'In [group_name]', save_as: 'Ne,w', ...to });
		expect(texts()).toEqual(['In New']);
	});

	it('have their words in brackets filled in, whatever their case, also those of undocumented names', async () => {
		const text = '[PHONE] [time] [User_Id] [sub_account_id] [group_name] [extra_data] [contact_id]';
		await post('send_sms', { message: text, recipients: '08000000003' });
		expect(texts()).toEqual([
			`2348000000003 ${START.getTime() / 1000} 1 1 default [extra_data] [contact_id]`,
		]);
	});

	it('whose time cannot be read have that of 1970, so that all of a queued batch goes out', async () => {
		const odd = JSON.stringify([{ phone: '08000000001', override_date_time: 'soon' }]);
		await post('send_sms', { message, contacts: odd, send_at: '2030-01-01 10:00' });
		expect(statuses()).toEqual([1]);
	});
});

describe('time', () => {
	const timed = (...times: string[]) =>
		JSON.stringify(
			times.map((time, i) => ({
				phone: `0800000000${i}`,
				override_message: `At ${time}`,
				override_date_time: `2024-03-01 ${time}`,
			})),
		);

	it.each([
		['2024-03-01 10:30', '+0', '2024-03-01T10:30:00Z'],
		// London has summer time, as has Paris, the zone of the account's 1.
		['2024-07-01 10:30', '+0', '2024-07-01T09:30:00Z'],
		['2024-03-01 10:30', undefined, '2024-03-01T09:30:00Z'],
		['2024-07-01 10:30', undefined, '2024-07-01T08:30:00Z'],
		['2024-07-01 10:30', '+05:30', '2024-07-01T05:00:00Z'],
		// Offsets without a zone are those of Lagos.
		['2024-07-01 10:30', '+13:45', '2024-07-01T09:30:00Z'],
		['2024-07-01T10:30:00Z', '+1', '2024-07-01T10:30:00Z'],
		['2024-07-01T10:30:00+09:00', '+1', '2024-07-01T01:30:00Z'],
		['2024-03-02', '+0', '2024-03-02T00:00:00Z'],
		['10:30', '+0', '2024-03-01T10:30:00Z'],
	])('send_at %s with the offset %s is %s', async (send_at, timezone_offset, at) => {
		await post('send_sms', { message, recipients: '08086689567', send_at, timezone_offset });
		clock.set(new Date(new Date(at).getTime() - 1000));
		expect(statuses()).toEqual([0]);
		clock.advance(1000);
		expect(statuses()).toEqual([1]);
		clock.advance(2000);
		expect(statuses()).toEqual([2]);
	});

	it('what is due waits for the next look of the dispatcher', async () => {
		await post('send_sms', { message, recipients: '08086689567', send_at: '2024-03-01 08:00:02Z' });
		clock.advance(4000);
		expect(statuses()).toEqual([0]);
		clock.advance(1000);
		expect(statuses()).toEqual([1]);
		expect(sandbox.bestSmsGateway.messages).toMatchObject([{ sent: START.getTime() / 1000 + 5 }]);
	});

	it('send_at in the past sends at once', async () => {
		const send_at = '2024-03-01 07:59';
		await post('send_sms', { message, recipients: '08086689567', send_at, timezone_offset: '+0' });
		expect(statuses()).toEqual([1]);
	});

	it('a batch without send_at goes out whole, whatever the times of its contacts', async () => {
		await post('send_sms', { message, contacts: timed('10:00', '11:00'), timezone_offset: '+0' });
		expect(handedOver()).toEqual(['At 10:00', 'At 11:00']);
	});

	it.each([
		[true, ['At 10:00', 'At 11:00']],
		[false, ['At 10:00']],
	])('a queued batch goes out whole once one is due: %s', async (wholeBatches, expected) => {
		sandbox.bestSmsGateway.settings.wholeBatches = wholeBatches;
		await post('send_sms', {
			message,
			contacts: timed('10:00', '11:00'),
			send_at: '2024-03-01 10:00',
			timezone_offset: '+0',
		});
		clock.set(new Date('2024-03-01T10:00:00Z'));
		expect(sandbox.bestSmsGateway.messages).toHaveLength(2);
		expect(handedOver()).toEqual(expected);
	});

	it('more than 1,000 wait for the dispatcher', async () => {
		clock.advance(1000);
		const many = Array.from({ length: 1001 }, (_, i) => 2348000000000 + i).join();
		await post('send_sms', { message, recipients: many });
		expect(handedOver()).toHaveLength(0);
		clock.advance(4000);
		expect(handedOver()).toHaveLength(1001);
	});
});

describe('the hold', () => {
	const numbers = (count: number) =>
		Array.from({ length: count }, (_, i) => 2348000000000 + i).join();

	it.each([
		['See http://example.com', 49, false],
		['See http://example.com', 50, true],
		['WWW.example.com', 50, true],
		['Write to ann@example.com', 50, true],
		['Our shop is example.shop now', 50, true],
		['We are closed.Come tomorrow', 50, true],
		['We are closed.Please come tomorrow', 50, false],
		['Call 0808 668 956', 50, true],
		['Meet 2027-04-22 at 10:00', 50, true],
		['Order 12345 is (3-4) days late', 50, false],
		['Casino and lottery', 50, true],
		['Casino and lottery', 1, false],
		['Casino and casino', 50, false],
		['Meet @ 5. Plain', 50, false],
	])('%s to %i numbers: %s', async (text, count, isHeld) => {
		const contacts = JSON.stringify([
			{ phone: '2348000000000', override_message: 'See http://example.com' },
		]);
		const answer = await post('send_sms', { message: text, recipients: numbers(count), contacts });
		expect('error' in answer).toBe(isHeld);
		expect(handedOver()).toHaveLength(isHeld ? 0 : count);
	});

	it('charges and stores the whole request, locked', async () => {
		expect(
			await post('send_sms', { message: 'See http://example.com', recipients: numbers(50) }),
		).toEqual({
			error:
				'Message currently on hold, and will be dispatched for delivery, once your account has been verified.',
			error_code: 11,
		});
		clock.advance(60_000);
		expect(new Set(statuses())).toEqual(new Set([0]));
		expect(sandbox.bestSmsGateway.handoffs).toEqual([]);
		expect(await post('account_info')).toMatchObject({ balance: '1159' });
		expect(await post('stop_sms', { stage: 'pending' })).toMatchObject({ error_code: 10 });
		expect(await post('delete_sms', { stage: 'pending' })).toMatchObject({ error_code: 10 });
	});
});

describe('what is stored', () => {
	const stored = () => sandbox.bestSmsGateway.messages[0];
	const send = async (parameters: Record<string, string>) =>
		await post('send_sms', { message, recipients: '08086689567', ...parameters });

	it.each([
		['x'.repeat(160), '0', 1],
		['x'.repeat(161), '0', 2],
		['x'.repeat(306), '0', 3],
		['x'.repeat(72), '1', 1],
		['x'.repeat(73), '1', 2],
		[`${'x'.repeat(71)}😀`, '1', 1],
	])('a text takes pages: %#', async (text, unicode, pages) => {
		await send({ message: text, unicode });
		expect(await post('get_total_units')).toEqual({ total: 1, total_units: pages });
	});

	it('characters beyond U+FFFF are question marks, also for the carrier', async () => {
		await send({ message: 'Hi 😀 é €', sender_id: 'Shop 😀', unicode: '1' });
		expect(sandbox.bestSmsGateway.handoffs).toMatchObject([
			{ text: 'Hi ???? é €', sender: 'Shop ????' },
		]);
	});

	it('is cut as the columns are', async () => {
		for (const account of sandbox.bestSmsGateway.accounts) account.balance = 1000;
		await send({ message: 'x'.repeat(70_000), sender_id: 'ABCDEFGHIJKLMNOPQR' });
		expect(stored()?.text).toHaveLength(65_535);
		expect(stored()).toMatchObject({ sender: 'ABCDEFGHIJKLMN', pages: 127, units: 127 });
		// What is charged is not cut.
		expect(await post('account_info')).toMatchObject({ balance: '517' });
	});

	it('has the units of one page after a report, and the rest comes back', async () => {
		await send({ message: 'x'.repeat(700) });
		expect(stored()).toMatchObject({ pages: 5, units: 5 });
		expect(await post('account_info')).toMatchObject({ balance: '1204' });
		clock.advance(2000);
		expect(stored()).toMatchObject({ status: 2, pages: 5, units: 1 });
		expect(await post('account_info')).toMatchObject({ balance: '1224' });
	});

	it('is locked until the report, so that it is not deleted', async () => {
		await send({});
		expect(await post('delete_sms', { stage: 'sent' })).toMatchObject({ error_code: 10 });
		clock.advance(2000);
		expect(await post('delete_sms', { stage: 'sent' })).toEqual({ total: 1 });
	});
});
