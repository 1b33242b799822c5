import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { GALAXY_A14, PIXEL_7, START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import type { Parameters } from './testClient.mts';
import {
	bulk,
	bulkItem,
	createClient,
	failure,
	OTHER_ACCOUNT,
	smsWith,
	success,
} from './testClient.mts';

const FIRST_ID = 62807347;
const FIRST_LIST = 8303;
const { email, password: pass, token } = START_ACCOUNT;

/** The `created` of the first sample of vendor document 4: 22:44:43 in Paris. */
const START = new Date('2023-11-02T21:44:43.250Z');

let clock: TestClock;
let sandbox: Sandbox;
const { url, post, get } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('answers as in the documents', () => {
	const saved = 'Sms has been saved successfully';
	const cases: Array<[string, Parameters, object]> = [
		['gettoken', { email, pass }, { error: 0, message: 'OK', token }],
		['gettoken', { email, pass: 'wrong' }, { error: 1, message: 'Login or password incorrect' }],
		[
			'gettoken',
			{ email: OTHER_ACCOUNT.email, pass },
			{ error: 1, message: 'Login or password incorrect' },
		],
		['addsms', smsWith(), { error: 0, sms_id: FIRST_ID, message: saved }],
		[
			'addsms',
			smsWith({ sendto: '+4915752982212, +4917642111111,+1 17642031984' }),
			{ error: 0, sms_id: FIRST_ID + 2, message: saved },
		],
		[
			'smstosend',
			smsWith({ token: undefined, email, pass }),
			{ error: 0, sms_id: FIRST_ID, message: saved },
		],
		['addalotofsms', bulk([bulkItem, bulkItem]), { error: 0, message: saved }],
		['savetag', { token, title: 'Staff' }, { error: 0, tag_id: FIRST_LIST, message: 'OK' }],
		[
			'getdevicestatus',
			{ token, device_id: '261' },
			{
				online: false,
				error: 0,
				message: 'OK',
				device_id: 261,
				lastseen: {
					date: '2023-11-01 22:44:43.000000',
					timezone_type: 3,
					timezone: 'Europe/Paris',
				},
				diffseconds: 86400,
				title: 'Galaxy A14',
			},
		],
	];

	it.each(cases)('%s by POST and by GET: %j', async (method, parameters, expected) => {
		expect(await post(method, parameters)).toEqual(success(expected));
		await sandbox.close();
		sandbox = await startSandbox({ clock });
		expect(await get(method, parameters)).toEqual(success(expected));
	});

	it('getallsms lists the row of vendor document 4', async () => {
		sandbox.smsGateway24.seedMessages(1, () => ({
			sendto: '+4912312312332',
			body: 'Hello! Thank you for Order! ',
			deviceId: PIXEL_7.id,
			status: 2,
		}));
		sandbox.smsGateway24.settings.rowsCarrySim = false;
		expect(await post('getallsms', { token })).toEqual(
			success({
				smss: {
					[FIRST_ID]: {
						id: FIRST_ID,
						sendto: '+4912312312332',
						body: 'Hello! Thank you for Order! ',
						customerid: null,
						status: 2,
						statustitle: 'sending',
						deviceid: 260,
						urgent: null,
						created: {
							date: '2023-11-02 22:44:43.000000',
							timezone_type: 3,
							timezone: 'Europe/Paris',
						},
						senttime: null,
						timetosend: null,
						paketid: null,
						pakettitle: null,
						paketbody: null,
					},
				},
				count: 1,
				message: 'Ok',
			}),
		);
	});

	it('getalldevices lists the rows of vendor document 8', async () => {
		expect(await get('getalldevices', { token })).toEqual(
			success({
				count: 2,
				device: {
					[PIXEL_7.id]: expect.objectContaining({ title: 'Pixel 7', subscription: true }),
					[GALAXY_A14.id]: {
						id: 261,
						title: 'Galaxy A14',
						number: null,
						imei: 'null',
						created: {
							date: '2023-10-03 21:44:43.000000',
							timezone_type: 3,
							timezone: 'UTC',
						},
						createdhumanformat: '03.10.2023 21:44:43',
						lastseen: {
							date: '2023-11-01 21:44:43.000000',
							timezone_type: 3,
							timezone: 'UTC',
						},
						lastseenhumanformat: '01.11.2023 21:44:43',
						serialnumber: 'unknown',
						siminfo: [
							{
								Slot: '0',
								IccId: '89014103211118510720',
								Number: ' 15555215554',
								Roaming: '0',
								CountryIso: 'us',
								CarrierName: 'Android (T-Mobile)',
							},
						],
						appversion: '12.1.21',
						isappversionactual: false,
						delaybetweeneachsms: null,
						delaybetweenrequest: 1,
						subscription: false,
					},
				},
			}),
		);
	});

	it('getsmsstatus tells the status of one SMS', async () => {
		await post('addsms', smsWith());
		expect(await get('getsmsstatus', { token, sms_id: String(FIRST_ID) })).toEqual(
			success({
				error: 0,
				sms_id: FIRST_ID,
				status: 1,
				status_description: 'New',
				message: 'Ok',
			}),
		);
	});
});

describe('what is stored', () => {
	it('keeps all parameters of addsms', async () => {
		await post(
			'addsms',
			smsWith({
				body: 'Grüße +1 & 👋',
				sim: '5',
				timetosend: '2024-12-22 04:07:04',
				customerid: '122',
				urgent: '1',
			}),
		);
		expect(sandbox.smsGateway24.messages).toEqual([
			{
				id: FIRST_ID,
				sendto: '+4915752982212',
				body: 'Grüße +1 & 👋',
				deviceId: 260,
				sim: 5,
				timetosend: new Date('2024-12-22T04:07:04Z'),
				customerid: 122,
				urgent: true,
				created: new Date('2023-11-02T21:44:43Z'),
				newsletterId: null,
				status: 1,
				sentAt: null,
			},
		]);
	});

	it('takes the defaults for what addsms leaves out, and a date alone as its first second', async () => {
		await post('addsms', smsWith({ timetosend: '2024-12-22' }));
		expect(sandbox.smsGateway24.messages).toMatchObject([
			{ sim: 0, customerid: null, urgent: false, timetosend: new Date('2024-12-22T00:00:00Z') },
		]);
	});

	it('makes one SMS for each number, without its spaces', async () => {
		await post('addsms', smsWith({ sendto: '+4915752982212, +4917642111111,+1 17642031984' }));
		expect(sandbox.smsGateway24.messages.map(({ id, sendto }) => [id, sendto])).toEqual([
			[FIRST_ID, '+4915752982212'],
			[FIRST_ID + 1, '+4917642111111'],
			[FIRST_ID + 2, '+117642031984'],
		]);
	});

	it('reads a plus in a query as a space, so that it must be written as %2B', async () => {
		await fetch(`${url('addsms')}?token=${token}&device_id=260&body=1+2&sendto=1`);
		await fetch(`${url('addsms')}?token=${token}&device_id=260&body=1%2B2&sendto=1`);
		expect(sandbox.smsGateway24.messages.map(({ body }) => body)).toEqual(['1 2', '1+2']);
	});

	it('takes the request example of vendor document 3', async () => {
		await post(
			'addalotofsms',
			bulk([
				{
					sendto: '015752982212',
					body: 'Your password is 12345',
					sim: 1,
					timetosend: '2019-07-01 23:50:00',
					device_id: 260,
					customerid: 122,
					urgent: 1,
				},
				{
					sendto: '015752982212',
					body: 'Regular SMS. Not urgnet',
					sim: 1,
					timetosend: '2019-07-01 23:50:00',
					device_id: '260',
					customerid: 122,
					urgent: 0,
				},
			]),
		);
		const common = {
			sendto: '015752982212',
			sim: 1,
			deviceId: 260,
			customerid: 122,
			timetosend: new Date('2019-07-01T23:50:00Z'),
		};
		expect(sandbox.smsGateway24.messages).toMatchObject([
			{ ...common, body: 'Your password is 12345', urgent: true },
			{ ...common, body: 'Regular SMS. Not urgnet', urgent: false },
		]);
	});

	it.each([[{ ctag_id: '8303' }], [{ tag_id: '8303' }], [{ ctag_id: '8303', tag_id: '8303' }]])(
		'puts a contact into the list that %j names',
		async (list) => {
			await post('savetag', { token, title: 'Staff' });
			expect(await post('savecontact', { token, phone: '+491', fullname: 'Ann', ...list })).toEqual(
				success({ error: 0, contact_id: 15954765, message: 'ok' }),
			);
			expect(sandbox.smsGateway24.contacts).toEqual([
				{ id: 15954765, listId: 8303, phone: '+491', fullname: 'Ann' },
			]);
		},
	);

	it('sends a newsletter to all contacts of its lists at its time', async () => {
		for (const [title, list, phone] of [
			['A', '8303', '+491'],
			['B', '8304', '+492'],
			['C', '8305', '+493'],
		] as const) {
			await post('savetag', { token, title });
			await post('savecontact', { token, phone, fullname: title, ctag_id: list });
		}
		expect(
			await post('savepaket', {
				token,
				title: 'News',
				device_id: '260',
				body: 'Hi all',
				tags: '8303, 8305',
				sim: '1',
				time_to_send: '03.11.2023 08:00:00',
			}),
		).toEqual(success({ error: 0, message: 'OK', paket_id: 4101 }));
		const timeToSend = new Date('2023-11-03T08:00:00Z');
		expect(sandbox.smsGateway24.newsletters).toMatchObject([
			{ id: 4101, title: 'News', body: 'Hi all', listIds: [8303, 8305], sim: 1, timeToSend },
		]);
		expect(sandbox.smsGateway24.messages).toMatchObject([
			{ sendto: '+491', body: 'Hi all', sim: 1, timetosend: timeToSend },
			{ sendto: '+493', body: 'Hi all', sim: 1, timetosend: timeToSend },
		]);
		expect(await get('getallsms', { token })).toMatchObject({
			body: {
				smss: { [FIRST_ID]: { paketid: 4101, pakettitle: 'News', paketbody: 'Hi all' } },
			},
		});
	});

	it.each([[{}], [{ time_to_send: '0' }]])('sends a newsletter at once with %j', async (time) => {
		await post('savetag', { token, title: 'Staff' });
		await post('savepaket', {
			token,
			title: 'News',
			device_id: '260',
			body: 'Hi',
			tags: '8303',
			...time,
		});
		expect(sandbox.smsGateway24.newsletters).toMatchObject([{ timeToSend: null, sim: 0 }]);
	});

	it('gives each list, contact and newsletter an id of its own', async () => {
		const twice = async (method: string, parameters: Parameters) => [
			(await post(method, parameters)).body,
			(await post(method, parameters)).body,
		];
		expect(await twice('savetag', { token, title: 'Staff' })).toMatchObject([
			{ tag_id: 8303 },
			{ tag_id: 8304 },
		]);
		const contact = { token, phone: '+491', fullname: 'Ann', tag_id: '8304' };
		expect(await twice('savecontact', contact)).toMatchObject([
			{ contact_id: 15954765 },
			{ contact_id: 15954766 },
		]);
		const paket = { token, title: 'News', device_id: '260', body: 'Hi', tags: '8303' };
		expect(await twice('savepaket', paket)).toMatchObject([{ paket_id: 4101 }, { paket_id: 4102 }]);
	});

	it('counts an SMS that comes in as a message of status 5 whose number is the sender', async () => {
		const id = sandbox.smsGateway24.receiveSms({
			deviceId: PIXEL_7.id,
			from: '+4917642111111',
			text: 'STOP',
			sim: 1,
			at: new Date('2023-11-02T10:00:00Z'),
		});
		expect(await post('getallsms', { token, status: '5' })).toMatchObject({
			body: {
				count: 1,
				smss: {
					[id]: {
						sendto: '+4917642111111',
						body: 'STOP',
						status: 5,
						deviceid: 260,
						sim: 1,
						created: { date: '2023-11-02 11:00:00.000000' },
					},
				},
			},
		});
	});
});

describe('accounts', () => {
	it('keeps an account from the devices, messages and lists of another', async () => {
		sandbox.smsGateway24.addAccount(OTHER_ACCOUNT);
		sandbox.smsGateway24.addDevice({ id: 300, title: 'Other', account: OTHER_ACCOUNT.email });
		await post('addsms', smsWith());
		await post('savetag', { token, title: 'Staff' });
		const id = String(FIRST_ID);

		const as = { token: OTHER_ACCOUNT.token };
		expect(await post('addsms', smsWith(as))).toEqual(failure('Device not found'));
		expect(
			await post('addalotofsms', {
				datajson: JSON.stringify({ ...as, smsdata: [bulkItem] }),
			}),
		).toEqual(failure('Device not found'));
		expect(await post('getsmsstatus', { ...as, sms_id: id })).toEqual(failure('Sms not found'));
		expect(await post('getdevicestatus', { ...as, device_id: '260' })).toEqual(
			failure('Device not found'),
		);
		expect(await post('savecontact', { ...as, phone: '1', fullname: 'A', tag_id: '8303' })).toEqual(
			failure('Tag not found'),
		);
		expect(await post('getallsms', as)).toMatchObject({ body: { count: 0 } });
		expect(await post('getalldevices', as)).toMatchObject({
			body: { count: 1, device: { 300: { title: 'Other' } } },
		});
	});

	const badToken = failure('Token is not valid');

	it('gives the same token each time', async () => {
		const first = await post('gettoken', { email, pass });
		expect(await post('gettoken', { email, pass })).toEqual(first);
		expect(await post('getalldevices', { token })).not.toEqual(badToken);
	});

	it('gives a new token each time when told to, and ends the old one', async () => {
		sandbox.smsGateway24.settings.sameTokenEachTime = false;
		expect(await post('gettoken', { email, pass })).toEqual(
			success({ error: 0, message: 'OK', token: expect.stringMatching(/^[0-9a-f]{32}$/) }),
		);
		expect(await post('getalldevices', { token })).toEqual(badToken);
	});

	it('ends a token that is rotated, and gives the new one', async () => {
		const rotated = sandbox.smsGateway24.rotateToken();
		expect(await post('getalldevices', { token })).toEqual(badToken);
		expect(await post('getalldevices', { token: rotated })).not.toEqual(badToken);
		expect(await post('gettoken', { email, pass })).toMatchObject({ body: { token: rotated } });
	});

	it('ends all tokens when told to, and gives another one after that', async () => {
		sandbox.smsGateway24.expireTokens();
		expect(await post('addsms', smsWith())).toEqual(badToken);
		const answer = await post('gettoken', { email, pass });
		expect(answer).toMatchObject({ body: { error: 0, token: expect.not.stringMatching(token) } });
		expect(await post('gettoken', { email, pass })).toEqual(answer);
	});
});
