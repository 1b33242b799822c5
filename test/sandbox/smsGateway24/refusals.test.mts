import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../sandbox.mts';
import type { Sandbox } from '../sandbox.mts';
import { START_ACCOUNT } from '../smsGateway24.mts';
import {
	answerOf,
	bulk,
	bulkItem,
	createClient,
	failure,
	given,
	OTHER_ACCOUNT,
	smsWith,
} from './testClient.mts';
import type { Parameters } from './testClient.mts';

const { email, password: pass, token } = START_ACCOUNT;

let sandbox: Sandbox;
const { url, post, get } = createClient(() => sandbox);

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

describe('refusals', () => {
	const contact = { token, phone: '+491', fullname: 'Ann' };
	const paket = { token, title: 'News', device_id: '260', body: 'Hi', tags: '8303' };
	/** What each method cannot do without. */
	const complete: Record<string, Parameters> = {
		gettoken: { email, pass },
		addsms: smsWith(),
		smstosend: smsWith({ token: undefined, email, pass }),
		addalotofsms: bulk([bulkItem]),
		getallsms: { token },
		getsmsstatus: { token, sms_id: '1' },
		getalldevices: { token },
		getdevicestatus: { token, device_id: '260' },
		savetag: { token, title: 'Staff' },
		savecontact: { ...contact, ctag_id: '8303' },
		savepaket: paket,
	};
	const cases: Array<[string, Parameters, RegExp]> = [
		['gettoken', { email, password: pass }, /pass is missing/],
		['gettoken', { email, pass, device_id: '260' }, /Unknown parameter device_id/],
		...Object.entries(complete).flatMap(([method, parameters]) =>
			Object.keys(parameters).map((name): [string, Parameters, RegExp] => [
				method,
				given({ ...parameters, [name]: undefined }),
				new RegExp(`^Parameter ${name} is missing$`),
			]),
		),
		['addsms', smsWith({ body: '' }), /body is empty/],
		['addsms', smsWith({ message: 'x' }), /Unknown parameter message/],
		['addsms', smsWith({ customerId: '1' }), /Unknown parameter customerId/],
		['addsms', smsWith({ template_id: '1' }), /Unknown parameter template_id/],
		['addsms', smsWith({ token: OTHER_ACCOUNT.token }), /Token is not valid/],
		['addsms', smsWith({ device_id: '999' }), /Device not found/],
		['addsms', smsWith({ device_id: 'Pixel 7' }), /device_id must be a whole number/],
		['addsms', smsWith({ sim: '6' }), /sim must lie between 0 and 5/],
		['addsms', smsWith({ sim: '-1' }), /sim must lie between 0 and 5/],
		['addsms', smsWith({ urgent: 'true' }), /urgent must be a whole number/],
		['addsms', smsWith({ urgent: '2' }), /urgent must lie between 0 and 1/],
		['addsms', smsWith({ customerid: 'A-12' }), /customerid must be a whole number/],
		['addsms', smsWith({ customerid: '1.5' }), /customerid must be a whole number/],
		['addsms', smsWith({ customerid: '' }), /customerid must be a whole number/],
		['addsms', smsWith({ customerid: '9007199254740993' }), /customerid must be a whole/],
		['addsms', smsWith({ sendto: '+491,,+492' }), /empty number/],
		['addsms', smsWith({ timetosend: '' }), /timetosend is empty/],
		...[
			'2024-02-30',
			'2023-02-29 10:00:00',
			'2024-13-01',
			'2024-12-22 24:00:00',
			'2024-12-22 10:60:00',
			'2024-12-22 04:07',
			'2024-12-22T04:07:04',
			'2024-12-22T04:07:04Z',
			'2024-1-2',
			'22.12.2024 04:07:04',
			'1734840424',
		].map((timetosend): [string, Parameters, RegExp] => [
			'addsms',
			smsWith({ timetosend }),
			/timetosend must be a date YYYY-MM-DD or/,
		]),
		['smstosend', smsWith({ email, pass }), /Unknown parameter token/],
		[
			'smstosend',
			smsWith({ token: undefined, email, pass: 'wrong' }),
			/Login or password incorrect/,
		],
		['addalotofsms', { ...bulk([bulkItem]), token }, /Unknown parameter token/],
		['addalotofsms', { datajson: '{"token":' }, /datajson is not JSON/],
		['addalotofsms', { datajson: '[]' }, /datajson must be an object/],
		['addalotofsms', { datajson: JSON.stringify({ token }) }, /smsdata is missing/],
		['addalotofsms', { datajson: '{"smsdata":[{}]}' }, /token is missing/],
		['addalotofsms', bulk([{ ...bulkItem, body: undefined }]), /body is missing/],
		['addalotofsms', bulk([]), /smsdata must be a list that is not empty/],
		['addalotofsms', bulk(bulkItem), /smsdata must be a list/],
		['addalotofsms', bulk([bulkItem, 'x']), /An item of smsdata must be an object/],
		['addalotofsms', bulk([bulkItem, { ...bulkItem, to: '1' }]), /Unknown parameter to/],
		['addalotofsms', bulk([{ ...bulkItem, sim: '1' }]), /sim must be a whole number/],
		['addalotofsms', bulk([{ ...bulkItem, urgent: true }]), /urgent must be a whole number/],
		['addalotofsms', bulk([{ ...bulkItem, sendto: 4915 }]), /sendto must be a string/],
		['addalotofsms', bulk([{ ...bulkItem, customerid: null }]), /customerid must be a whole/],
		['addalotofsms', bulk([{ ...bulkItem, timetosend: 0 }]), /timetosend must be a string/],
		['addalotofsms', bulk([bulkItem, { ...bulkItem, device_id: 999 }]), /Device not found/],
		[
			'addalotofsms',
			{ datajson: JSON.stringify({ token: 'x', smsdata: [bulkItem] }) },
			/Token is not valid/,
		],
		['getallsms', { token, status: '4' }, /status is not a known status/],
		['getallsms', { token, status: '1,2' }, /status must be a whole number/],
		['getallsms', { token, page: '2' }, /Unknown parameter page/],
		['getallsms', { token, limit: '5' }, /Unknown parameter limit/],
		['getallsms', { token, onlycount: 'true' }, /onlycount must be a whole number/],
		['getallsms', { token, onlycount: '2' }, /onlycount must lie between 0 and 1/],
		['getallsms', { token, orderbydesc: 'id' }, /orderbydesc must be a whole number/],
		['getallsms', { token, orderbydesc: '2' }, /orderbydesc must lie/],
		['getallsms', { token, sim: '6' }, /sim must lie/],
		['getallsms', { token, timezone: '2' }, /timezone is not a time zone/],
		['getallsms', { token, timezone: 'Mars/Olympus' }, /timezone is not a time zone/],
		['getallsms', { token, begindate: '2023-11-31' }, /begindate must be a date/],
		['getallsms', { token, enddate: '2023-11-30T00:00:00Z' }, /enddate must be a date/],
		['getallsms', { token, device_id: '999' }, /Device not found/],
		['getsmsstatus', { token, sms_id: '1' }, /Sms not found/],
		['getsmsstatus', { token, sms_id: 'x' }, /sms_id must be a whole number/],
		['getalldevices', { token: 'x' }, /Token is not valid/],
		['getalldevices', { token, count: '1' }, /Unknown parameter count/],
		['getdevicestatus', { token, device_id: '999' }, /Device not found/],
		['savecontact', { ...contact, ctag_id: '8303', tag_id: '8304' }, /differ/],
		['savecontact', { ...contact, tag_id: '9999' }, /Tag not found/],
		['savepaket', { ...paket, tags: '8303,9999' }, /Tag not found/],
		['savepaket', { ...paket, tags: 'Staff' }, /tags must be a whole number/],
		['savepaket', { ...paket, device_id: '999' }, /Device not found/],
		['savepaket', { ...paket, sim: '6' }, /sim must lie/],
		['savepaket', { ...paket, time_to_send: '2023-11-03 08:00:00' }, /time_to_send must be/],
		['savepaket', { ...paket, time_to_send: '31.11.2023 08:00:00' }, /time_to_send must be/],
		['savepaket', { ...paket, time_to_send: '03.11.2023' }, /time_to_send must be/],
		['savepaket', { ...paket, timetosend: '03.11.2023 08:00:00' }, /Unknown parameter timetos/],
	];

	it.each(cases)('%s %j', async (method, parameters, message) => {
		await post('savetag', { token, title: 'Staff' });
		const refused = failure(expect.stringMatching(message));
		expect(await post(method, parameters)).toEqual(refused);
		expect(await get(method, parameters)).toEqual(refused);
		expect(sandbox.smsGateway24.messages).toEqual([]);
		expect(sandbox.smsGateway24.contacts).toEqual([]);
		expect(sandbox.smsGateway24.newsletters).toEqual([]);
	});

	const form = 'application/x-www-form-urlencoded';
	const fields = String(new URLSearchParams(smsWith()));
	const encodings: Array<[string, string, string, number]> = [
		['JSON', 'application/json', JSON.stringify(smsWith()), 415],
		['multipart', 'multipart/form-data; boundary=x', '--x--', 415],
		['plain text', 'text/plain', fields, 415],
		['a form in Latin-1', `${form}; charset=iso-8859-1`, fields, 415],
		['JSON that is said to be a form', form, JSON.stringify(smsWith()), 200],
		['letters that are not encoded', form, `${fields.replace('Hello', 'Grüße')}`, 200],
		['bytes of Latin-1', form, fields.replace('Hello', 'Gr%FC%DFe'), 200],
		['half an escape', form, fields.replace('Hello', '100%'), 200],
		['a name that comes twice', form, `${fields}&body=Again`, 200],
	];

	it.each(encodings)('addsms in %s', async (_name, contentType, body, status) => {
		const response = await fetch(url('addsms'), {
			method: 'POST',
			headers: { 'content-type': contentType },
			body,
		});
		expect(await answerOf(response)).toEqual({
			status,
			body: { error: 1, message: expect.any(String) },
		});
		expect(sandbox.smsGateway24.messages).toEqual([]);
	});

	it('takes the same form with its charset', async () => {
		await fetch(url('addsms'), {
			method: 'POST',
			headers: { 'content-type': `${form}; charset=utf-8` },
			body: fields,
		});
		expect(sandbox.smsGateway24.messages).toHaveLength(1);
	});

	it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('addsms by %s', async (method) => {
		const response = await fetch(url('addsms'), { method, body: new URLSearchParams(smsWith()) });
		expect(response.status).toBe(405);
		expect(sandbox.smsGateway24.messages).toEqual([]);
	});

	it('parameters in the query of a POST', async () => {
		const { token: _token, ...rest } = smsWith();
		const response = await fetch(`${url('addsms')}?token=${token}`, {
			method: 'POST',
			body: new URLSearchParams(rest),
		});
		expect(await answerOf(response)).toEqual(failure('POST has parameters in its query'));
	});

	it('a body on GET', async () => {
		const response = await new Promise<string>((resolve, reject) => {
			const request = httpRequest(`${url('addsms')}?${fields}`, {
				headers: { 'content-length': 2 },
			});
			request.on('error', reject).on('response', (answer) => {
				answer.setEncoding('utf8').on('data', resolve);
			});
			request.end('{}');
		});
		expect(JSON.parse(response)).toEqual({ error: 1, message: 'GET has a body' });
		expect(sandbox.smsGateway24.messages).toEqual([]);
	});

	it.each(['sendsms', 'addsms/', 'AddSms', ''])('the path "%s"', async (method) => {
		const response = await fetch(url(method), {
			method: 'POST',
			body: new URLSearchParams(smsWith()),
		});
		expect(response.status).toBe(404);
	});
});
