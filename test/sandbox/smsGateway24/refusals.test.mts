import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import type { Parameters } from './testClient.mts';
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
	/** What a method can do without, as vendor's other pages and clients do (fact sheet 2.10). */
	const optional = (method: string, name: string) =>
		method === 'savecontact' && name === 'fullname';
	const cases: Array<[string, Parameters, RegExp]> = [
		['gettoken', { email, password: pass }, /pass is missing/],
		...Object.entries(complete).flatMap(([method, parameters]) =>
			Object.keys(parameters)
				.filter((name) => !optional(method, name))
				.map((name): [string, Parameters, RegExp] => [
					method,
					given({ ...parameters, [name]: undefined }),
					new RegExp(`^Parameter ${name} is missing$`),
				]),
		),
		['addsms', smsWith({ body: '' }), /body is empty/],
		['addsms', smsWith({ sendto: '' }), /sendto is empty/],
		['addsms', smsWith({ sendto: ' , ' }), /sendto is empty/],
		['addsms', smsWith({ token: OTHER_ACCOUNT.token }), /Token is not valid/],
		['addsms', smsWith({ device_id: '999' }), /Device not found/],
		['addsms', smsWith({ device_id: 'Pixel 7' }), /Device not found/],
		...[
			'2024-02-30',
			'2023-02-29 10:00:00',
			'2024-13-01',
			'2024-12-22 10:60:00',
			'2024-1-2',
			'22.12.2024 04:07:04',
			'tomorrow',
		].map((timetosend): [string, Parameters, RegExp] => [
			'addsms',
			smsWith({ timetosend }),
			/timetosend must be a date/,
		]),
		[
			'smstosend',
			smsWith({ token: undefined, email, pass: 'wrong' }),
			/Login or password incorrect/,
		],
		['addalotofsms', { datajson: '{"token":' }, /datajson is not JSON/],
		['addalotofsms', { datajson: '[]' }, /datajson must be an object/],
		['addalotofsms', { datajson: JSON.stringify({ token }) }, /smsdata is missing/],
		['addalotofsms', { datajson: '{"smsdata":[{}]}' }, /token is missing/],
		['addalotofsms', bulk([{ ...bulkItem, body: undefined }]), /body is missing/],
		['addalotofsms', bulk([]), /smsdata must be a list that is not empty/],
		['addalotofsms', bulk(bulkItem), /smsdata must be a list/],
		['addalotofsms', bulk([bulkItem, 'x']), /An item of smsdata must be an object/],
		['addalotofsms', bulk([{ ...bulkItem, sendto: ['1'] }]), /sendto is missing/],
		['addalotofsms', bulk([bulkItem, { ...bulkItem, device_id: 999 }]), /Device not found/],
		[
			'addalotofsms',
			{ datajson: JSON.stringify({ token: 'x', smsdata: [bulkItem] }) },
			/Token is not valid/,
		],
		['getallsms', { token, begindate: '2023-11-31' }, /begindate must be a date/],
		['getallsms', { token, device_id: '999' }, /Device not found/],
		['getsmsstatus', { token, sms_id: '1' }, /Sms not found/],
		['getsmsstatus', { token, sms_id: 'x' }, /Sms not found/],
		['getalldevices', { token: 'x' }, /Token is not valid/],
		['getdevicestatus', { token, device_id: '999' }, /Device not found/],
		['savecontact', { ...contact, tag_id: '9999' }, /Tag not found/],
		['savepaket', { ...paket, tags: '8303,9999' }, /Tag not found/],
		['savepaket', { ...paket, tags: 'Staff' }, /Tag not found/],
		['savepaket', { ...paket, device_id: '999' }, /Device not found/],
		['savepaket', { ...paket, time_to_send: '31.11.2023 08:00:00' }, /time_to_send must be/],
		['savepaket', { ...paket, time_to_send: '03.11.2023' }, /time_to_send must be/],
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

	/** PHP finds no fields in such a body. */
	it.each([
		['application/json', JSON.stringify(smsWith())],
		['text/plain', String(new URLSearchParams(smsWith()))],
		['multipart/form-data; boundary=x', '--x--'],
		['application/x-www-form-urlencoded', JSON.stringify(smsWith())],
	])('addsms in a body of the type %s: %s', async (contentType, body) => {
		const response = await fetch(url('addsms'), {
			method: 'POST',
			headers: { 'content-type': contentType },
			body,
		});
		expect(await answerOf(response)).toEqual(failure('Parameter token is missing'));
		expect(sandbox.smsGateway24.messages).toEqual([]);
	});

	it.each(['sendsms', 'AddSms', ''])('the path "%s"', async (method) => {
		const response = await fetch(url(method), {
			method: 'POST',
			body: new URLSearchParams(smsWith()),
		});
		expect(response.status).toBe(404);
		expect(sandbox.requests.undocumented).toEqual([expect.stringMatching(/ is not documented$/)]);
	});
});
