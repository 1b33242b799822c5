import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import type { Parameters } from './testClient.mts';
import { answerOf, bulk, bulkItem, createClient, smsWith, success } from './testClient.mts';

const { email, password: pass, token } = START_ACCOUNT;
const FORM = 'application/x-www-form-urlencoded';

let sandbox: Sandbox;
const { url, post, get } = createClient(() => sandbox);
const clock = createTestClock(new Date('2021-07-11T11:04:46Z'));

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

/** What no document shows in the requests so far, without the address. */
const notes = () => sandbox.requests.all.flatMap(({ undocumented }) => undocumented);

async function postMultipart(method: string, parameters: Parameters) {
	const body = new FormData();
	for (const [name, value] of Object.entries(parameters)) body.set(name, value);
	return await answerOf(await fetch(url(method), { method: 'POST', body }));
}

/** Numbers, times and types as the vendor's examples for PHP have them (fact sheet 7.5 and 7.7). */
describe("the vendor's examples", () => {
	const sms = {
		token,
		sendto: '+49 157 52982212',
		body: 'Hello',
		device_id: '260',
		sim: '0',
		timetosend: '2021-08-01 12:00',
		customerid: '19921',
		urgent: '1',
	};
	const item = {
		sendto: '+49 157 52982212',
		body: 'First',
		device_id: '260',
		sim: 0,
		timetosend: '2019-07-01 23:50:00',
		urgent: '1',
	};

	it('addsms, with spaces in the number and without seconds, in a multipart form', async () => {
		expect(await postMultipart('addsms', sms)).toMatchObject(success({ error: 0 }));
		sandbox.smsGateway24.settings.timezoneType = 1;
		expect(await post('getallsms', { token })).toMatchObject({
			body: {
				smss: {
					62807347: {
						sendto: '+4915752982212',
						customerid: 19921,
						urgent: true,
						created: { date: '2021-07-11 13:04:46.000000', timezone: '+02:00' },
						timetosend: { date: '2021-08-01 14:00:00.000000', timezone: '+02:00' },
					},
				},
			},
		});
		expect(notes()).toEqual([]);
	});

	it('addsms with an optional field that the documents do not have', async () => {
		await postMultipart('addsms', { ...sms, template_id: '12' });
		expect(sandbox.smsGateway24.messages).toHaveLength(1);
		expect(notes()).toEqual(['Parameter template_id is not documented']);
	});

	it('addalotofsms, the same number twice and no customerid, in a multipart form', async () => {
		const items = [item, { ...item, body: 'Second ' }];
		expect(await postMultipart('addalotofsms', bulk(items))).toEqual(
			success({ error: 0, message: 'Sms has been saved successfully' }),
		);
		const stored = { sendto: '+4915752982212', customerid: 0, urgent: true, sim: 0 };
		expect(sandbox.smsGateway24.messages).toMatchObject([
			{ ...stored, body: 'First', timetosend: new Date('2019-07-01T23:50:00Z') },
			{ ...stored, body: 'Second ' },
		]);
		expect(notes()).toEqual([]);
	});

	it('savetag, savecontact and getallsms, in multipart forms', async () => {
		await postMultipart('savetag', { token, title: 'Colleagues' });
		const contact = { token, phone: '+49 157 52982212', tag_id: '8303' };
		expect(await postMultipart('savecontact', contact)).toMatchObject(success({ error: 0 }));
		expect(
			await postMultipart('getallsms', {
				token,
				device_id: '260',
				status: '1',
				begindate: '2018-07-01',
				enddate: '2021-09-01',
				sim: '0',
				onlycount: '0',
				orderbydesc: '1',
			}),
		).toMatchObject(success({ count: 0 }));
		expect(sandbox.smsGateway24.contacts).toMatchObject([{ fullname: '', listId: 8303 }]);
		expect(notes()).toEqual([]);
	});

	/** The vendor's npm package posts it so; whether the server reads it is not documented (fact sheet 1). */
	it('addalotofsms as bare JSON', async () => {
		const response = await fetch(url('addalotofsms'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ token, smsdata: [item] }),
		});
		expect(await answerOf(response)).toMatchObject(success({ error: 0 }));
		expect(sandbox.smsGateway24.messages).toHaveLength(1);
		expect(notes()).toEqual(['Content type application/json is not documented']);
	});
});

/** What a method accepts even so, what it stores, and what is noted about it. */
const SENDS: Array<[string, Parameters, object, string]> = [
	['addsms', smsWith({ message: 'x' }), {}, 'Parameter message is not documented'],
	[
		'addsms',
		smsWith({ customerId: '1' }),
		{ customerid: null },
		'Parameter customerId is not documented',
	],
	['addsms', smsWith({ sim: '6' }), { sim: 6 }, 'Parameter sim is not 0 to 5'],
	['addsms', smsWith({ sim: '' }), { sim: 0 }, 'Parameter sim is empty'],
	['addsms', smsWith({ urgent: 'true' }), { urgent: true }, 'Parameter urgent is neither 0 nor 1'],
	['addsms', smsWith({ urgent: '' }), { urgent: false }, 'Parameter urgent is neither 0 nor 1'],
	[
		'addsms',
		smsWith({ customerid: 'A-12' }),
		{ customerid: 0 },
		'Parameter customerid is not a whole number',
	],
	[
		'addsms',
		smsWith({ customerid: '1.5' }),
		{ customerid: 1 },
		'Parameter customerid is not a whole number',
	],
	['addsms', smsWith({ customerid: '' }), { customerid: null }, 'Parameter customerid is empty'],
	[
		'addsms',
		smsWith({ sendto: '+491,,' }),
		{ sendto: '+491' },
		'Parameter sendto has an empty number',
	],
	['addsms', smsWith({ timetosend: '' }), { timetosend: null }, 'Parameter timetosend is empty'],
	...['2024-12-22T04:07:04', '2024-12-22T05:07:04+01:00'].map(
		(timetosend): [string, Parameters, object, string] => [
			'addsms',
			smsWith({ timetosend }),
			{ timetosend: new Date('2024-12-22T04:07:04Z') },
			'Parameter timetosend is a time in another form than the documents have',
		],
	),
	['smstosend', smsWith({ email, pass }), {}, 'Parameter token is not documented'],
	['addalotofsms', { ...bulk([bulkItem]), token }, {}, 'Parameter token is not documented'],
	['addalotofsms', bulk([{ ...bulkItem, to: '1' }]), {}, 'Parameter to is not documented'],
	[
		'addalotofsms',
		bulk([{ ...bulkItem, sendto: 4915 }]),
		{ sendto: '4915' },
		'Parameter sendto is not a text',
	],
	[
		'addalotofsms',
		bulk([{ ...bulkItem, customerid: null }]),
		{ customerid: 0 },
		'Parameter customerid is null',
	],
	[
		'addalotofsms',
		bulk([{ ...bulkItem, urgent: true }]),
		{ urgent: true },
		'Parameter urgent is neither text nor number',
	],
];

it.each(SENDS)('%s takes %j', async (method, parameters, stored, note) => {
	expect(await post(method, parameters)).toMatchObject(success({ error: 0 }));
	expect(await get(method, parameters)).toMatchObject(success({ error: 0 }));
	expect(sandbox.smsGateway24.messages).toMatchObject([stored, stored]);
	expect(notes()).toEqual([note, note]);
});

const READS: Array<[string, Parameters, string]> = [
	['gettoken', { email, pass, device_id: '260' }, 'Parameter device_id is not documented'],
	['getallsms', { token, status: '4' }, 'Status 4 is not documented'],
	['getallsms', { token, status: '1,2' }, 'Parameter status is not a whole number'],
	['getallsms', { token, limit: '5' }, 'Parameter limit is not documented'],
	['getallsms', { token, onlycount: 'true' }, 'Parameter onlycount is neither 0 nor 1'],
	['getallsms', { token, orderbydesc: 'id' }, 'Parameter orderbydesc is neither 0 nor 1'],
	['getallsms', { token, sim: '6' }, 'Parameter sim is not 0 to 5'],
	['getallsms', { token, timezone: '2' }, 'Parameter timezone is not the name of a time zone'],
	[
		'getallsms',
		{ token, enddate: '2023-11-30T00:00:00Z' },
		'Parameter enddate is a time in another form than the documents have',
	],
	['getalldevices', { token, count: '1' }, 'Parameter count is not documented'],
];

it.each(READS)('%s is answered for %j', async (method, parameters, note) => {
	expect((await post(method, parameters)).body).not.toMatchObject({ error: 1 });
	expect((await get(method, parameters)).body).not.toMatchObject({ error: 1 });
	expect(notes()).toEqual([note, note]);
});

it('finds SMS by a number with spaces', async () => {
	await post('addsms', smsWith({ sendto: '+49 157 52982212' }));
	const found = await post('getallsms', { token, phone: '+49 157 52982212' });
	expect(found).toMatchObject(success({ count: 1 }));
});

it('takes two names of a list that differ, and other names and times of a newsletter', async () => {
	await post('savetag', { token, title: 'Staff' });
	await post('savecontact', { token, phone: '+49 1', ctag_id: '8303', tag_id: '9999' });
	const paket = { token, title: 'News', device_id: '260', body: 'Hi', tags: '8303' };
	await post('savepaket', { ...paket, time_to_send: '2023-11-03 08:00:00', timetosend: 'x' });
	expect(sandbox.smsGateway24.messages).toMatchObject([
		{ sendto: '+491', timetosend: new Date('2023-11-03T08:00:00Z') },
	]);
	expect(notes()).toEqual([
		'ctag_id and tag_id differ',
		'Parameter time_to_send is a time in another form than the documents have',
		'Parameter timetosend is not documented',
	]);
});

const FIELDS = String(new URLSearchParams(smsWith()));
const FLAWED: Array<[string, string, string]> = [
	[
		`${FORM}; charset=iso-8859-1`,
		FIELDS,
		`Content type ${FORM}; charset=iso-8859-1 is not documented`,
	],
	[FORM, FIELDS.replace('Hello', 'Grüße'), 'The form is not urlencoded UTF-8'],
	[FORM, FIELDS.replace('Hello', 'Gr%FC%DFe'), 'The form is not urlencoded UTF-8'],
	[FORM, FIELDS.replace('Hello', '100%'), 'The form is not urlencoded UTF-8'],
	[FORM, `${FIELDS}&body=Again`, 'Parameter body comes twice'],
];

it.each(FLAWED)('addsms takes a body of the type %s: %s', async (contentType, body, note) => {
	const headers = { 'content-type': contentType };
	const response = await fetch(url('addsms'), { method: 'POST', headers, body });
	expect(await answerOf(response)).toMatchObject(success({ error: 0 }));
	expect(notes()).toEqual([note]);
});

it('takes the same form with its charset', async () => {
	const headers = { 'content-type': `${FORM}; charset=utf-8` };
	await fetch(url('addsms'), { method: 'POST', headers, body: FIELDS });
	expect(sandbox.smsGateway24.messages).toHaveLength(1);
	expect(notes()).toEqual([]);
});

it('takes the parameters of a POST in its query', async () => {
	await fetch(`${url('addsms')}?${FIELDS}`, { method: 'POST' });
	const { token: _token, ...rest } = smsWith();
	const body = new URLSearchParams(rest);
	await fetch(`${url('addsms')}?token=${token}`, { method: 'POST', body });
	expect(sandbox.smsGateway24.messages).toHaveLength(2);
	expect(notes()).toContain('Parameter token in the query of a POST is not documented');
});

it.each(['PUT', 'PATCH', 'DELETE'])('takes the query of a %s', async (method) => {
	await fetch(`${url('addsms')}?${FIELDS}`, { method });
	expect(sandbox.smsGateway24.messages).toHaveLength(1);
	expect(notes()).toEqual([`Method ${method} is not documented`]);
});

it('takes a slash at the end of the address', async () => {
	await post('addsms/', smsWith());
	expect(sandbox.smsGateway24.messages).toHaveLength(1);
	expect(notes()).toEqual(['The address is documented as /addsms']);
});

it('ignores the body of a GET', async () => {
	const status = await new Promise<number | undefined>((resolve, reject) => {
		const request = httpRequest(`${url('addsms')}?${FIELDS}`, { headers: { 'content-length': 2 } });
		request.on('error', reject).on('response', (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		});
		request.end('{}');
	});
	expect(status).toBe(200);
	expect(sandbox.smsGateway24.messages).toHaveLength(1);
	expect(notes()).toEqual(['A body of GET is not documented']);
});
