import type { FaultRow } from '../../contract.mts';
import { answer } from '../../answer.mts';

const refusal = (error: string, code: number | string) => answer(200, { error, error_code: code });

const CHECK_FIELDS = 'Use the message from BestSMSGateway to correct the fields of this node.';
const CHECK_LOGIN =
	'Check Sub-Account and Sub-Account Password in the credential. The name starts with a number, e.g. 001_mysub1.';
const BUY_UNITS = 'Buy units for your sub-account on the website, then run again.';

/** What only this gateway answers. */
export const faults: FaultRow[] = [
	{
		name: 'warnings and no JSON',
		fault: answer(200, '<br /><b>Fatal error</b>: Out of memory<br />'),
		message: 'BestSMSGateway returned a web page instead of data: “Fatal error : Out of memory”.',
		advice:
			'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		outcome: 'unknown',
	},
	{
		name: 'a JSON list',
		fault: answer(200, '[]'),
		message: 'BestSMSGateway returned a response that this node does not understand: “[]”.',
		advice:
			'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 500 with a message from the vendor',
		fault: answer(500, '{"error":"Database is down"}'),
		message: 'BestSMSGateway could not handle the request (HTTP 500): “Database is down”.',
		advice: "The problem is on the gateway's side. Try again later.",
		outcome: 'unknown',
	},
	{
		name: 'HTTP 403, which a firewall may say after the script has run',
		fault: answer(403, ''),
		message: 'BestSMSGateway returned an error (HTTP 403).',
		advice: 'Check the credential, and what your account is allowed to do.',
		outcome: 'unknown',
	},
	{
		name: 'HTTP 404',
		fault: answer(404, ''),
		message: 'BestSMSGateway returned an error (HTTP 404).',
		advice: 'Check the Base URL in the credential.',
		outcome: 'notSent',
	},
	{
		name: 'a wrong login',
		fault: answer(
			200,
			'{"error":"Incorrect sub_account name or password","error_code":4,"auth_error":1}',
		),
		message: 'BestSMSGateway refused: “Incorrect sub_account name or password”.',
		advice: CHECK_LOGIN,
		outcome: 'notSent',
	},
	{
		name: 'a missing login',
		fault: refusal('sub_account not supplied', '1'),
		message: 'BestSMSGateway refused: “sub_account not supplied”.',
		advice: CHECK_LOGIN,
		outcome: 'notSent',
	},
	{
		name: 'a disabled account',
		fault: refusal('The sub-account is currently disabled', '5'),
		message: 'BestSMSGateway refused: “The sub-account is currently disabled”.',
		advice: 'Enable the sub-account on the website, or use another one.',
		outcome: 'notSent',
	},
	{
		name: 'no credit, with the code of a missing login',
		fault: refusal('insufficient credit', '1'),
		message: 'BestSMSGateway refused: “insufficient credit”.',
		advice: BUY_UNITS,
		outcome: 'notSent',
	},
	{
		name: 'no credit, as in the source',
		fault: refusal('Insufficient SMS credit', 11),
		message: 'BestSMSGateway refused: “Insufficient SMS credit”.',
		advice: BUY_UNITS,
		outcome: 'notSent',
	},
	{
		name: 'no units of the reseller',
		fault: refusal('The surety units for this reseller account is empty.', 11),
		message: 'BestSMSGateway refused: “The surety units for this reseller account is empty”.',
		advice: BUY_UNITS,
		outcome: 'notSent',
	},
	{
		name: 'a sentence with a full stop',
		fault: refusal('insufficient credit.', '1'),
		message: 'BestSMSGateway refused: “insufficient credit”.',
		advice: BUY_UNITS,
		outcome: 'notSent',
	},
	{
		name: 'a code without a sentence',
		fault: answer(200, '{"error_code":"9"}'),
		message: 'BestSMSGateway refused with code 9.',
		advice: CHECK_FIELDS,
		outcome: 'unknown',
	},
	{
		name: 'a sentence without a code',
		fault: answer(200, '{"error":"Try later"}'),
		message: 'BestSMSGateway refused: “Try later”.',
		advice: CHECK_FIELDS,
		outcome: 'unknown',
	},
	{
		name: 'a refusal behind warnings',
		fault: answer(
			200,
			'<br />\n<b>Notice</b>:  x in <b>a.php</b> on line <b>3</b><br />\n{"error":"Try later","error_code":"11"}',
		),
		message: 'BestSMSGateway refused: “Try later”.',
		advice: CHECK_FIELDS,
		outcome: 'unknown',
	},
];
