import type { FaultRow } from '../../contract.mts';
import { answer } from '../../answer.mts';

const refused = (message: string) => ({ status: 'error', message });
/** The sentence and the advice about an address that is not there, under the sandbox's own Base URL. */
const COPY_AGAIN =
	'Copy the Base URL in the credential again from the Developers page of your host.';

const CHECK_ID =
	'If this operation has a field for an ID, check first that it contains an ID and not a name.';
const CHECK_FIELDS = `Use the message from TextBoost to find the cause. ${CHECK_ID}`;
const TOKEN_ADVICE =
	'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.';
const RIGHTS_ADVICE = 'Ask the host which permissions your account and its API token have.';
const VERSION_ADVICE =
	'This host may run another version of the server. Ask the host whether its API supports this.';
const GATEWAY_ADVICE = "The problem is on the gateway's side. Try again later.";
const AFTER_SENDING = ', which may also happen after the SMS was sent.';

/** An error in the product's shape whose words are unknown, with any HTTP code. */
const anyError = (status: number, words: string): FaultRow => {
	const code = status === 200 ? '' : ` (HTTP ${status})`;
	return {
		name: `HTTP ${status} with the words "${words}"`,
		fault: answer(status, refused(words)),
		message: `TextBoost returned an error${code}: “${words}”.`,
		advice: CHECK_FIELDS,
		outcome: 'unknown',
		toSend: `TextBoost returned an error${code}: “${words}”${AFTER_SENDING}`,
	};
};

/** An error of the product that is known. */
const knownError = (
	status: number,
	words: string,
	what: string,
	advice: string,
	outcome: FaultRow['outcome'] = 'notSent',
): FaultRow => ({
	name: `HTTP ${status} with "${words}"`,
	fault: answer(status, refused(words)),
	message: `${what}${status === 200 ? '' : ` (HTTP ${status})`}: “${words.replace(/\.$/, '')}”.`,
	advice,
	outcome,
});

/** A known error with a code and words with which an operator's refusal may come, too. */
const maybeOfOperator = (
	status: number,
	words: string,
	what: string,
	advice: string,
): FaultRow => ({
	...knownError(status, words, what, advice),
	toSend: `TextBoost returned an error (HTTP ${status}): “${words.replace(/\.$/, '')}”${AFTER_SENDING}`,
	sendOutcome: 'unknown',
});

/** What only this gateway answers. */
export const faults: FaultRow[] = [
	knownError(
		200,
		'Sorry! This option is not available in demo mode',
		'TextBoost is in demo mode and does nothing',
		'Use the API Token and the Base URL of a real account.',
	),
	knownError(200, 'Unauthenticated.', 'TextBoost does not accept the API Token', TOKEN_ADVICE),
	knownError(
		200,
		'These credentials do not match our records.',
		'TextBoost does not know the API Token',
		TOKEN_ADVICE,
	),
	knownError(200, 'This action is unauthorized.', 'TextBoost does not allow this', RIGHTS_ADVICE),
	maybeOfOperator(
		403,
		'Sorry, but you do not have permissions to view this page.',
		'TextBoost does not allow this',
		RIGHTS_ADVICE,
	),
	maybeOfOperator(
		403,
		'You do not have permission to access API',
		'TextBoost does not allow this',
		RIGHTS_ADVICE,
	),
	knownError(
		200,
		'The route api/v3/x could not be found.',
		'TextBoost has nothing at this address',
		COPY_AGAIN,
	),
	maybeOfOperator(
		404,
		'The route api/v3/x could not be found.',
		'TextBoost has nothing at this address',
		COPY_AGAIN,
	),
	maybeOfOperator(
		403,
		'There is not enough balance to send the SMS',
		'The balance of your account at the host is too low',
		'Top up your account at the host.',
	),
	knownError(
		403,
		'No sending server available for your subscribed plan',
		'Your plan at the host has no server for this type of message',
		'Ask the host for a plan with this type of message.',
	),
	knownError(
		200,
		'SQLSTATE[HY000] [2002] Connection refused',
		'The TextBoost server failed',
		"The problem is on the host's side. Send this message to the host.",
		'unknown',
	),
	knownError(
		403,
		'Undefined array key "sid"',
		'The TextBoost server failed',
		"The problem is on the host's side. Send this message to the host.",
		'unknown',
	),
	...[200, 400, 403, 404, 405, 422].map((status) => anyError(status, 'Sending server not found')),
	anyError(403, 'Undelivered'),
	anyError(404, 'gateway down'),
	{
		name: 'a refusal without a sentence',
		fault: answer(200, { status: 'error' }),
		message: 'TextBoost returned an error without an explanation.',
		advice: `${CHECK_ID} Older hosts also respond like this to an address that does not exist. ${COPY_AGAIN}`,
		outcome: 'unknown',
		toSend: `TextBoost returned an error${AFTER_SENDING}`,
	},
	{
		name: "Laravel's 401",
		fault: answer(401, { message: 'Unauthenticated.' }),
		message: 'TextBoost does not accept the API Token (HTTP 401): “Unauthenticated”.',
		advice: TOKEN_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 401 with status error',
		fault: answer(401, refused('Invalid credentials.')),
		message: 'TextBoost does not accept the API Token (HTTP 401): “Invalid credentials”.',
		advice: TOKEN_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 403 of something else',
		fault: answer(403, '<h1>Forbidden</h1>'),
		message: 'TextBoost returned an error (HTTP 403): “Forbidden”.',
		advice: RIGHTS_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 404 of something else',
		fault: answer(404, '<h1>Not Found</h1>'),
		message: 'TextBoost returned an error (HTTP 404): “Not Found”.',
		advice: `${CHECK_ID} ${COPY_AGAIN}`,
		outcome: 'unknown',
	},
	{
		name: 'a 405 of Laravel',
		fault: answer(405, { message: 'The method is not supported for this route.' }),
		message:
			'TextBoost does not support this call (HTTP 405): “The method is not supported for this route”.',
		advice: VERSION_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 405 of something else',
		fault: answer(405, '<h1>Not Allowed</h1>'),
		message: 'TextBoost returned an error (HTTP 405): “Not Allowed”.',
		advice: VERSION_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 422 with the fields',
		fault: answer(422, {
			message: 'The recipient has 3 faults.',
			errors: {
				recipient: ['The recipient field is required.'],
				sender_id: ['The sender id is invalid.', 'The sender id is too long.'],
				strange: 'It is strange.',
			},
		}),
		message:
			'TextBoost did not accept the fields (HTTP 422): “To: The recipient field is required. From: The sender id is invalid. The sender id is too long. strange: It is strange.”.',
		advice: 'Correct the fields that it names.',
		outcome: 'notSent',
	},
	{
		name: 'a 422 without fields',
		fault: answer(422, { message: 'Something is wrong.' }),
		message: 'TextBoost returned an error (HTTP 422): “Something is wrong”.',
		advice: 'Use the message from the gateway to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'a redirect after the work',
		fault: answer(303, '', { location: 'https://example.com/' }),
		message:
			'The Base URL in the credential leads to another address (HTTP 303), and secrets are not sent on to it.',
		advice:
			'Set the Base URL in the credential to the final address; it should begin with https://.',
		outcome: 'unknown',
	},
	{
		name: 'a 500 of Laravel',
		fault: answer(500, { message: 'Server Error' }),
		message: 'TextBoost could not handle the request (HTTP 500): “Server Error”.',
		advice: GATEWAY_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 500 that calls itself a success',
		fault: answer(500, { status: 'success', data: { uid: 'a' } }),
		message:
			'TextBoost could not handle the request (HTTP 500): “{"status":"success","data":{"uid":"a"}}”.',
		advice: GATEWAY_ADVICE,
		outcome: 'unknown',
	},
	...['{"success":true}', '[]', '"success"', 'null'].map(
		(body): FaultRow => ({
			name: `${body} at HTTP 200`,
			fault: answer(200, body),
			message: `TextBoost returned a response that this node does not understand: “${body}”.`,
			advice:
				'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
			outcome: 'unknown',
		}),
	),
];
