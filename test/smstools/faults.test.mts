import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { answer, groupById, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const hello: INodeParameters = { from: 'Bakery', to: '+32474123456', message: 'Hello' };

/** What can come in place of an answer, the sentence for it, what to do, and what it means for a send. */
const FAULTS: Array<[string, Fault, string, string, 'notSent' | 'unknown']> = [
	[
		'a web page',
		{ kind: 'answer', status: 200, body: '<title>Be right back</title>' },
		'Smstools returned a web page instead of data: “Be right back”.',
		'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		'unknown',
	],
	[
		'cut JSON',
		answer(200, '{"messageid":"a'),
		'The response from Smstools was cut off or could not be read: “{"messageid":"a”.',
		'Try again later. If it keeps happening, check the Base URL in the credential.',
		'unknown',
	],
	[
		'JSON of another kind',
		answer(200, ['fine']),
		'Smstools returned a response that this node does not understand: “["fine"]”.',
		'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		'unknown',
	],
	[
		'HTTP 500 with a sentence',
		answer(500, { error: '105', errorMsg: 'Try later' }),
		'Smstools could not handle the request (HTTP 500): “Try later”.',
		"The problem is on the gateway's side. Try again later.",
		'unknown',
	],
	[
		'HTTP 408',
		answer(408, ''),
		'Smstools returned an error (HTTP 408).',
		'Use the message from the gateway to correct the fields of this node.',
		'unknown',
	],
	[
		'a dropped connection',
		{ kind: 'drop' },
		'The connection to Smstools was cut off before the response was complete.',
		'Try again later.',
		'unknown',
	],
	[
		'error as text with a sentence',
		answer(400, { error: '104', errorMsg: 'Invalid credentials' }),
		'Smstools refused: “Invalid credentials” (code 104).',
		'Check Client ID and Client Secret in the credential: copy both again from Advanced > API authentication at Smstools.',
		'notSent',
	],
	[
		'error as a number with HTTP 200',
		answer(200, { error: 108, errorMsg: 'Not enough credit' }),
		'Smstools refused: “Not enough credit” (code 108).',
		'Buy credit at Smstools, then run the workflow again.',
		'notSent',
	],
	[
		'a code alone',
		answer(400, { error: '131' }),
		'Smstools refused: the recipient is on your opt-out list (code 131).',
		'This person has opted out. Remove the number from the opt-out list at Smstools only if they want messages again.',
		'notSent',
	],
	[
		'a code that is not known, alone',
		answer(400, { error: 777 }),
		'Smstools reported an error: code 777.',
		'Use the message from Smstools to correct the fields of this node.',
		'unknown',
	],
	[
		'a sentence in place of a code',
		answer(400, { error: 'error parsing json' }),
		'Smstools refused: “error parsing json”.',
		'Please report this, with the operation that you used.',
		'notSent',
	],
	[
		'a sentence alone',
		answer(400, { errorMsg: 'subaccount does not exist' }),
		'Smstools refused: “subaccount does not exist”.',
		'Choose Subaccount again, from the list.',
		'notSent',
	],
	[
		'an error that is an object',
		answer(400, { error: { reason: 'x' } }),
		'Smstools reported an error: “{"reason":"x"}”.',
		'Use the message from Smstools to correct the fields of this node.',
		'unknown',
	],
	[
		'the code 200, which is not the HTTP status',
		answer(403, { error: '200', errorMsg: 'IP not allowed' }),
		'Smstools refused: “IP not allowed” (code 200).',
		'Add the IP address of this n8n to the addresses that your Smstools account allows.',
		'notSent',
	],
	[
		'HTTP 400 with nothing to read',
		answer(400, ''),
		'Smstools returned an error (HTTP 400).',
		'Use the message from the gateway to correct the fields of this node.',
		'unknown',
	],
	[
		'HTTP 404 with a web page',
		answer(404, '<h1>Not Found</h1>'),
		'Smstools returned an error (HTTP 404): “Not Found”.',
		'Check the Base URL in the credential.',
		'unknown',
	],
	[
		'HTTP 403 with a sentence that is not known',
		answer(403, { errorMsg: 'Sorry' }),
		'Smstools reported an error: “Sorry”.',
		'Use the message from Smstools to correct the fields of this node.',
		'unknown',
	],
	[
		'HTTP 401 with a sentence that is not known',
		answer(401, { errorMsg: 'Sorry' }),
		'Smstools reported an error: “Sorry”.',
		'Use the message from Smstools to correct the fields of this node.',
		'notSent',
	],
];

describe.each(FAULTS)('%s', (_, fault, message, advice, outcome) => {
	it.each<[string, string, INodeParameters]>([
		['sms', 'getInbox', {}],
		['sms', 'getSent', {}],
		['sms', 'getScheduled', {}],
		['sms', 'getConversation', { phone: '32474123456' }],
		['contact', 'getAll', {}],
		['group', 'getAll', {}],
		['group', 'update', { groupId: groupById('1'), name: 'x' }],
		['account', 'getBalance', {}],
		['account', 'getSenders', {}],
	])('gives %s: %s a clear sentence, on its own item', async (resource, operation, parameters) => {
		setup.sandbox.faults.add({ when: 'before', fault });
		const failed = await run(resource, operation, parameters);
		expect(failed.error).toEqual({ message: `${message} [item 0]`, description: advice });

		setup.sandbox.faults.add({ when: 'before', fault });
		const continued = await run(resource, operation, parameters, {
			items: [{ name: 'Ada' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(continued.errorItems).toEqual([
			{ json: { name: 'Ada', error: `${message} [item 0]` }, pairedItem: { item: 0 } },
		]);
	});

	it('tells optOut: create whether the number may be on the list', async () => {
		setup.sandbox.faults.add({ when: 'before', fault });
		const result = await run(
			'optOut',
			'create',
			{ phone: '32474123456' },
			{ items: [{ name: 'Ada' }], settings: { onError: 'continueErrorOutput' } },
		);
		const words = {
			notSent: 'The number was not added to the opt-out list.',
			unknown:
				'The number may still have been added to the opt-out list, so the request was not repeated.',
		};
		expect(result.errorItems).toEqual([
			{
				json: { name: 'Ada', error: `${message} ${words[outcome]} [item 0]`, outcome },
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each(['send', 'sendVoice', 'sendMany'])(
		'tells sms: %s whether the SMS may have gone out',
		async (operation) => {
			setup.sandbox.faults.add({ when: 'before', fault });
			const result = await run('sms', operation, hello, {
				settings: { onError: 'continueRegularOutput' },
			});
			const words = {
				notSent: 'The SMS was not sent.',
				unknown: 'The SMS may still have been sent, so it was not sent again.',
			};
			expect(result.json).toEqual([{ error: `${message} ${words[outcome]} [item 0]`, outcome }]);
		},
	);
});

it('takes a sender for sent only where the answer has an id', async () => {
	setup.sandbox.faults.add({ when: 'before', fault: answer(200, { status: 'fine' }) });
	const result = await run('sms', 'send', hello);
	expect(result.error?.message).toMatch(/does not understand: “{"status":"fine"}”/);
});

it('says so when an answer takes too long', async () => {
	setup.sandbox.faults.add({ when: 'after', times: 2, fault: { kind: 'latency', ms: 1000 } });
	const requestOptions = { timeout: 50 };
	const read = await run('sms', 'getInbox', { requestOptions });
	expect(read.error?.message).toBe('Smstools did not respond in time. [item 0]');
	const sent = await run('sms', 'send', { ...hello, requestOptions });
	expect(sent.error?.message).toMatch(/did not respond in time\. The SMS may still have been sent/);
});

it('tells that a gateway was never reached', async () => {
	const sent = await run('sms', 'send', hello, { credential: { baseUrl: 'http://127.0.0.1:1' } });
	expect(sent.error?.message).toBe(
		'Smstools refused the connection. The SMS was not sent. [item 0]',
	);
});
