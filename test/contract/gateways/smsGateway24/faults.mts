import type { FaultRow } from '../../contract.mts';
import { answer } from '../../answer.mts';

/** What only this gateway answers. */
export const faults: FaultRow[] = [
	{
		name: 'HTTP 500 with a message from the vendor',
		fault: answer(500, '{"error":1,"message":"Database is down"}'),
		message: 'SmsGateway24 could not handle the request (HTTP 500): “Database is down”.',
		advice: "The problem is on the gateway's side. Try again later.",
		outcome: 'unknown',
	},
	{
		name: 'HTTP 403',
		fault: answer(403, ''),
		message: 'SmsGateway24 returned an error (HTTP 403).',
		advice: 'Check the credential, and what your account is allowed to do.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 401',
		fault: answer(401, ''),
		message: 'SmsGateway24 refused access (HTTP 401).',
		advice: 'Check the credential.',
		outcome: 'notSent',
	},
	{
		name: 'HTTP 404',
		fault: answer(404, ''),
		message: 'SmsGateway24 returned an error (HTTP 404).',
		advice: 'Check the Base URL in the credential.',
		outcome: 'unknown',
	},
	{
		name: 'error as text',
		fault: answer(200, '{"error":"1","message":"Subscription has ended"}'),
		message: 'SmsGateway24 reported an error: “Subscription has ended”.',
		advice: 'Use the message from SmsGateway24 to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'an error without a sentence',
		fault: answer(200, '{"error":1}'),
		message: 'SmsGateway24 reported an error and gave no reason.',
		advice:
			'Check the fields of this node, and that your phones have a subscription on SmsGateway24.',
		outcome: 'unknown',
	},
	{
		name: 'a sentence in place of the error code',
		fault: answer(200, '{"error":"Token is not valid"}'),
		message: 'SmsGateway24 reported an error: “Token is not valid”.',
		advice: 'Copy the Token again from your profile page on SmsGateway24 into the credential.',
		outcome: 'unknown',
	},
];
