import type { FaultRow } from '../../contract.mts';
import { answer as answerWith } from '../../answer.mts';

const answer = (status: number, body: unknown) =>
	answerWith(status, body, { 'content-type': 'application/json' });

/** What only this gateway answers. */
export const faults: FaultRow[] = [
	{
		name: 'a web page without its html tag',
		fault: { kind: 'answer', status: 200, body: '<title>Be right back</title>' },
		message: 'Smstools returned a web page instead of data: “Be right back”.',
		advice:
			'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 500 with a sentence',
		fault: answer(500, { error: '105', errorMsg: 'Try later' }),
		message: 'Smstools could not handle the request (HTTP 500): “Try later”.',
		advice: "The problem is on the gateway's side. Try again later.",
		outcome: 'unknown',
	},
	{
		name: 'HTTP 408',
		fault: answer(408, ''),
		message: 'Smstools returned an error (HTTP 408).',
		advice: 'Use the message from the gateway to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'error as text with a sentence',
		fault: answer(400, { error: '104', errorMsg: 'Invalid credentials' }),
		message: 'Smstools refused: “Invalid credentials” (code 104).',
		advice:
			'Check Client ID and Client Secret in the credential: copy both again from Advanced > API authentication at Smstools.',
		outcome: 'notSent',
	},
	{
		name: 'error as a number with HTTP 200',
		fault: answer(200, { error: 108, errorMsg: 'Not enough credit' }),
		message: 'Smstools refused: “Not enough credit” (code 108).',
		advice: 'Buy credit at Smstools, then run the workflow again.',
		outcome: 'notSent',
	},
	{
		name: 'a code alone',
		fault: answer(400, { error: '131' }),
		message: 'Smstools refused: the recipient is on your opt-out list (code 131).',
		advice:
			'This person has opted out. Remove the number from the opt-out list at Smstools only if they want messages again.',
		outcome: 'notSent',
	},
	{
		name: 'a code that is not known, alone',
		fault: answer(400, { error: 777 }),
		message: 'Smstools reported an error: code 777.',
		advice: 'Use the message from Smstools to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'a sentence in place of a code',
		fault: answer(400, { error: 'error parsing json' }),
		message: 'Smstools refused: “error parsing json”.',
		advice: 'Please report this, with the operation that you used.',
		outcome: 'notSent',
	},
	{
		name: 'a sentence alone',
		fault: answer(400, { errorMsg: 'subaccount does not exist' }),
		message: 'Smstools refused: “subaccount does not exist”.',
		advice: 'Choose Subaccount again, from the list.',
		outcome: 'notSent',
	},
	{
		name: 'an error that is an object',
		fault: answer(400, { error: { reason: 'x' } }),
		message: 'Smstools reported an error: “{"reason":"x"}”.',
		advice: 'Use the message from Smstools to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'the code 200, which is not the HTTP status',
		fault: answer(403, { error: '200', errorMsg: 'IP not allowed' }),
		message: 'Smstools refused: “IP not allowed” (code 200).',
		advice: 'Add the IP address of this n8n to the addresses that your Smstools account allows.',
		outcome: 'notSent',
	},
	{
		name: 'HTTP 400 with nothing to read',
		fault: answer(400, ''),
		message: 'Smstools returned an error (HTTP 400).',
		advice: 'Use the message from the gateway to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 404 with a web page',
		fault: answer(404, '<h1>Not Found</h1>'),
		message: 'Smstools returned an error (HTTP 404): “Not Found”.',
		advice: 'Check the Base URL in the credential.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 403 with a sentence that is not known',
		fault: answer(403, { errorMsg: 'Sorry' }),
		message: 'Smstools reported an error: “Sorry”.',
		advice: 'Use the message from Smstools to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 401 with a sentence that is not known',
		fault: answer(401, { errorMsg: 'Sorry' }),
		message: 'Smstools reported an error: “Sorry”.',
		advice: 'Use the message from Smstools to correct the fields of this node.',
		outcome: 'notSent',
	},
];
