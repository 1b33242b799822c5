import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const answer = (status: number, body: string, headers?: Record<string, string>): Fault => ({
	kind: 'answer',
	status,
	body,
	...(headers && { headers }),
});
const refusal = (error: string, code: number | string) =>
	answer(200, JSON.stringify({ error, error_code: code }));

const CHECK_FIELDS = 'Use the message from BestSMSGateway to correct the fields of this node.';
const CHECK_LOGIN =
	'Check Sub-Account and Sub-Account Password in the credential. The name starts with a number, e.g. 001_mysub1.';
const BUY_UNITS = 'Buy units for your sub-account on the website, then run again.';

/** What can come in place of an answer, the sentence for it, and what it means for a send. */
const FAULTS: Array<[string, Fault, string, string, 'notSent' | 'unknown']> = [
	[
		'a web page',
		answer(200, '<html><title>Be right back</title><body>{ Maintenance }</body></html>'),
		'BestSMSGateway returned a web page instead of data: “Be right back { Maintenance }”.',
		'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		'unknown',
	],
	[
		'warnings and no JSON',
		answer(200, '<br /><b>Fatal error</b>: Out of memory<br />'),
		'BestSMSGateway returned a web page instead of data: “Fatal error : Out of memory”.',
		'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		'unknown',
	],
	[
		'an empty body',
		answer(200, ''),
		'BestSMSGateway returned an empty response.',
		'Check the Base URL in the credential. If it is right, try again later.',
		'unknown',
	],
	[
		'cut JSON',
		answer(200, '{"batch_id":"1_1_14370'),
		'The response from BestSMSGateway was cut off or could not be read: “{"batch_id":"1_1_14370”.',
		'Try again later. If it keeps happening, check the Base URL in the credential.',
		'unknown',
	],
	[
		'JSON of another kind',
		answer(200, '{"status":"fine"}'),
		'BestSMSGateway returned a response that this node does not understand: “{"status":"fine"}”.',
		'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		'unknown',
	],
	[
		'a JSON list',
		answer(200, '[]'),
		'BestSMSGateway returned a response that this node does not understand: “[]”.',
		'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		'unknown',
	],
	[
		'HTTP 500',
		answer(500, 'Internal Server Error'),
		'BestSMSGateway could not handle the request (HTTP 500): “Internal Server Error”.',
		"The problem is on the gateway's side. Try again later.",
		'unknown',
	],
	[
		'HTTP 500 with a message from the vendor',
		answer(500, '{"error":"Database is down"}'),
		'BestSMSGateway could not handle the request (HTTP 500): “Database is down”.',
		"The problem is on the gateway's side. Try again later.",
		'unknown',
	],
	[
		'HTTP 403, which a firewall may say after the script has run',
		answer(403, ''),
		'BestSMSGateway returned an error (HTTP 403).',
		'Check the credential, and what your account is allowed to do.',
		'unknown',
	],
	[
		'HTTP 404',
		answer(404, ''),
		'BestSMSGateway returned an error (HTTP 404).',
		'Check the Base URL in the credential.',
		'notSent',
	],
	[
		'a redirect',
		answer(301, '', { location: 'https://example.com/' }),
		'The Base URL in the credential leads to another address (HTTP 301), and secrets are not sent on to it.',
		'Set the Base URL in the credential to the final address; it should begin with https://.',
		'notSent',
	],
	[
		'a dropped connection',
		{ kind: 'drop' },
		'The connection to BestSMSGateway was cut off before the response was complete.',
		'Try again later.',
		'unknown',
	],
	[
		'a wrong login',
		answer(200, '{"error":"Incorrect sub_account name or password","error_code":4,"auth_error":1}'),
		'BestSMSGateway refused: “Incorrect sub_account name or password”.',
		CHECK_LOGIN,
		'notSent',
	],
	[
		'a missing login',
		refusal('sub_account not supplied', '1'),
		'BestSMSGateway refused: “sub_account not supplied”.',
		CHECK_LOGIN,
		'notSent',
	],
	[
		'a disabled account',
		refusal('The sub-account is currently disabled', '5'),
		'BestSMSGateway refused: “The sub-account is currently disabled”.',
		'Enable the sub-account on the website, or use another one.',
		'notSent',
	],
	[
		'no credit, with the code of a missing login',
		refusal('insufficient credit', '1'),
		'BestSMSGateway refused: “insufficient credit”.',
		BUY_UNITS,
		'notSent',
	],
	[
		'no credit, as in the source',
		refusal('Insufficient SMS credit', 11),
		'BestSMSGateway refused: “Insufficient SMS credit”.',
		BUY_UNITS,
		'notSent',
	],
	[
		'no units of the reseller',
		refusal('The surety units for this reseller account is empty.', 11),
		'BestSMSGateway refused: “The surety units for this reseller account is empty”.',
		BUY_UNITS,
		'notSent',
	],
	[
		'a sentence with a full stop',
		refusal('Invalid scheduled date_time format.', 8),
		'BestSMSGateway refused: “Invalid scheduled date_time format”.',
		expect.stringContaining(
			'Shared Sub-Account in the credential schedules every SMS',
		) as unknown as string,
		'notSent',
	],
	[
		'a code without a sentence',
		answer(200, '{"error_code":"9"}'),
		'BestSMSGateway refused with code 9.',
		CHECK_FIELDS,
		'unknown',
	],
	[
		'a sentence without a code',
		answer(200, '{"error":"Try later"}'),
		'BestSMSGateway refused: “Try later”.',
		CHECK_FIELDS,
		'unknown',
	],
	[
		'a refusal behind warnings',
		answer(
			200,
			'<br />\n<b>Notice</b>:  x in <b>a.php</b> on line <b>3</b><br />\n{"error":"Try later","error_code":"11"}',
		),
		'BestSMSGateway refused: “Try later”.',
		CHECK_FIELDS,
		'unknown',
	],
];

describe.each(FAULTS)('%s', (_, fault, message, advice, outcome) => {
	it.each([
		['sms', 'get', { messageId: '7' }],
		['sms', 'getAll', {}],
		['sms', 'getUnits', {}],
		['sms', 'stop', { filters: { batchId: 'x' } }],
		['sms', 'delete', { filters: { batchId: 'x' } }],
		['contact', 'getAll', {}],
		['contact', 'delete', { filters: { contactIds: '7' } }],
		['group', 'getAll', {}],
		['account', 'get', {}],
	])('gives %s: %s a clear sentence, on its own item', async (resource, operation, parameters) => {
		setup.sandbox.faults.add({ when: 'before', fault });
		const failed = await run(resource, operation, parameters);
		expect(failed.error).toEqual({ message: `${message} [item 0]`, description: advice });

		setup.sandbox.faults.add({ when: 'before', fault });
		const continued = await run(resource, operation, parameters, {
			items: [{ name: 'Ada' }, { name: 'Bob' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(continued.errorItems).toHaveLength(1);
		const [item] = continued.errorItems;
		expect(item?.json.error).toMatch(/\[item [01]\]$/);
		expect(item?.json).toHaveProperty('name');
	});

	it('tells whether a contact may be saved, on its own item', async () => {
		setup.sandbox.faults.add({ when: 'before', fault });
		const result = await run(
			'contact',
			'upsert',
			{ phone: '+2348094309926' },
			{ items: [{ name: 'Ada' }], settings: { onError: 'continueErrorOutput' } },
		);
		const words = {
			notSent: 'The contact was not saved.',
			unknown: 'The contact may still have been saved, and can safely be saved again.',
		};
		const error = `${message} ${words[outcome]} [item 0]`;
		expect(result.errorItems.map(({ json }) => json)).toEqual([{ name: 'Ada', error, outcome }]);
	});

	it('tells a sender whether the SMS may have gone out', async () => {
		setup.sandbox.faults.add({ form: { action: 'send_sms' }, when: 'before', fault });
		const result = await run(
			'sms',
			'send',
			{ to: '+2348094309926', message: 'x' },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		const words = {
			notSent: 'The SMS was not sent.',
			unknown: 'The SMS may still have been sent, so it was not sent again.',
		};
		expect(result.json).toEqual([{ error: `${message} ${words[outcome]} [item 0]`, outcome }]);
	});
});

it.each(['""', '"0"', 'null', '0', 'false'])('takes the error %s for none', async (error) => {
	const fault = answer(200, `{"error":${error},"balance":"7"}`);
	setup.sandbox.faults.add({ when: 'before', fault });
	const result = await run('account', 'get', { simplify: false });
	expect(result.json).toEqual([{ balance: '7' }]);
});

it('takes on hold for an acceptance of a send only', async () => {
	const fault = refusal('Account currently on hold', 11);
	setup.sandbox.faults.add({ when: 'before', fault });
	const result = await run('sms', 'stop', { filters: { batchId: 'x' } });
	expect(result.error?.message).toBe(
		'BestSMSGateway refused: “Account currently on hold”. [item 0]',
	);
});

it('says so when an answer takes too long, with the timeout that the user set', async () => {
	const requestOptions = { timeout: 50 };
	setup.sandbox.faults.add({ when: 'after', times: 2, fault: { kind: 'latency', ms: 1000 } });
	const read = await run('account', 'get', { requestOptions });
	expect(read.error).toEqual({
		message: 'BestSMSGateway did not respond in time. [item 0]',
		description: 'Try again later, or raise the timeout under Request Options.',
	});
	const sent = await run(
		'sms',
		'send',
		{ to: '+2348094309926', message: 'x', requestOptions },
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(sent.json[0]?.outcome).toBe('unknown');
});

it('tells that the gateway was never reached', async () => {
	const sent = await run(
		'sms',
		'send',
		{ to: '+2348094309926', message: 'x' },
		{
			credential: { baseUrl: 'http://127.0.0.1:1' },
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(sent.json).toEqual([
		{
			error: 'BestSMSGateway refused the connection. The SMS was not sent. [item 0]',
			outcome: 'notSent',
		},
	]);
});
