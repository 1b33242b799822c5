import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';

/** What is in braces in a command: the address, the keys, and ids that the account has. */
export type Values = Record<string, string>;

/** One request that a vendor prints, as a curl command, and what it does. */
interface PrintedExample {
	/** Which page it stands on, and what was done to it. */
	source: string;
	command: string;
	/** What the answer holds. */
	answer: RegExp;
	/** Default: none. */
	sms?: ReadonlyArray<{ number: string; text: string }>;
	/** The numbers of new contacts. Default: none. */
	contacts?: readonly string[];
}

export interface PrintedExamples {
	/** Makes what the examples take for granted. */
	prepare: (sandbox: Sandbox) => Promise<Values>;
	/** In this order, one after the other. */
	examples: readonly PrintedExample[];
	wrongKey: Values;
	/** What every example is answered with a wrong key. */
	wrongKeyAnswer: RegExp;
	/** All SMS, by number and text. */
	sms: (sandbox: Sandbox) => Array<{ number: string; text: string }>;
}

const SMSTOOLS_HEADERS = `-H 'X-Client-Id: {clientId}' -H 'X-Client-Secret: {clientSecret}' -H 'Content-Type: application/json'`;

const TEXTBOOST_HEADERS = `-H 'Authorization: Bearer {apiToken}' \\
-H 'Content-Type: application/json' \\
-H 'Accept: application/json' \\`;

/**
 * The requests that the vendors print on their own pages, with nothing but the address, keys and ids replaced. Where a
 * page prints PHP or parameters alone, the command is what curl makes of them.
 */
export const PRINTED_EXAMPLES: Record<GatewayName, PrintedExamples> = {
	smsGateway24: {
		async prepare({ smsGateway24 }) {
			return { address: smsGateway24.baseUrl, token: START_ACCOUNT.token };
		},
		examples: [
			{
				source: 'section 2, by GET, the plus written as %2B as the page asks',
				command: `curl '{address}/addsms?token={token}&sendto=%2B4915752982212,%20%2B4917642111111,%20%2B1%2017642031984&body=Hello&device_id=261&timetosend=2024-12-22%2004:07:04'`,
				answer: /"error":0,"sms_id":\d+,"message":"Sms has been saved successfully"/,
				sms: ['+4915752982212', '+4917642111111', '+117642031984'].map((number) => ({
					number,
					text: 'Hello',
				})),
			},
			{
				source:
					"section 2, in a multipart form, as the vendor's cURL examples send it (fact sheet 7.5)",
				command: `curl {address}/addsms -F 'token={token}' -F 'sendto=+4915752982212' -F 'body=Hello again' -F 'device_id=261' -F 'sim=0'`,
				answer: /"error":0,"sms_id":\d+/,
				sms: [{ number: '+4915752982212', text: 'Hello again' }],
			},
			{
				source: 'section 3, request example, the same number twice',
				command: `curl {address}/addalotofsms -F 'datajson={ "token":"{token}", "smsdata":[ { "sendto":"015752982212", "body":"Your password is 12345", "sim":1, "timetosend":"2019-07-01 23:50:00", "device_id":260, "customerid":122, "urgent":1 }, { "sendto":"015752982212", "body":"Regular SMS. Not urgnet", "sim":1, "timetosend":"2019-07-01 23:50:00", "device_id":260, "customerid":122, "urgent":0 } ] }'`,
				answer: /"error":0,"message":"Sms has been saved successfully"/,
				sms: ['Your password is 12345', 'Regular SMS. Not urgnet'].map((text) => ({
					number: '015752982212',
					text,
				})),
			},
			{
				source: 'section 4',
				command: `curl '{address}/getallsms?token={token}&status=1&timezone=Australia/Sydney'`,
				answer: /"sendto":"\+4915752982212","body":"Hello"/,
			},
			{
				source: 'section 5',
				command: `curl {address}/savetag -d 'token={token}' --data-urlencode 'title=Employés'`,
				answer: /"error":0,"tag_id":8303,"message":"OK"/,
			},
			{
				source: 'section 6',
				command: `curl {address}/savecontact -d 'token={token}&ctag_id=8303' --data-urlencode 'phone=+4915752982212' --data-urlencode 'fullname=Ada'`,
				answer: /"error":0,"contact_id":15954765,"message":"ok"/,
				contacts: ['+4915752982212'],
			},
		],
		wrongKey: { token: 'abbde3e31e9d026c02f41119fc55111' },
		wrongKeyAnswer: /"error":1,"message":"Token is not valid"/,
		sms: ({ smsGateway24 }) =>
			smsGateway24.messages.map(({ sendto, body }) => ({ number: sendto, text: body })),
	},
	smstools: {
		async prepare({ smstools }) {
			const { clientId, clientSecret } = SMSTOOLS_ACCOUNT;
			const ID = smstools.addGroup('Guests');
			return { address: smstools.baseUrl, clientId, clientSecret, ID };
		},
		examples: [
			{
				source: 'add contact, example request single, with the headers of its PHP',
				command: `curl -X POST {address}/contact ${SMSTOOLS_HEADERS} -d '{
	"phone": "31681234567",
	"groupid": "{ID}",
	"firstname": "John",
	"lastname": "Doe",
	"extra1": "Marketing",
	"birthday": "1997-03-23"
}'`,
				answer: /"ID":\[\d+\]/,
				contacts: ['31681234567'],
			},
			{
				source: 'add contact, example request multiple, without its last comma, which is not JSON',
				command: `curl -X POST {address}/contact ${SMSTOOLS_HEADERS} -d '[
	{
		"phone": "31681234568",
		"groupid": "{ID}",
		"firstname": "John",
		"lastname": "Doe",
		"extra1": "Marketing",
		"birthday": "2000-01-01"
	},
	{
		"phone": "31681234569",
		"groupid": "{ID}",
		"firstname": "Jane",
		"lastname": "Doe",
		"extra1": "Marketing",
		"birthday": "2000-01-01"
	}
]'`,
				answer: /"IDs":\[\d+,\d+\]/,
				contacts: ['31681234568', '31681234569'],
			},
			{
				source: 'send message (fact sheet 3.1), its required parameters',
				command: `curl -X POST {address}/message/send ${SMSTOOLS_HEADERS} -d '{"message": "Outbound message", "to": "31681234567", "sender": "Sender"}'`,
				answer: /"messageid":"[0-9a-z]{30}"/,
				sms: [{ number: '31681234567', text: 'Outbound message' }],
			},
			{
				source: 'get a conversation, with the headers of its PHP',
				command: `curl -X GET {address}/conversation/31681234567 ${SMSTOOLS_HEADERS}`,
				answer: /"direction":"outbound","sender":"Sender".+"message":"Outbound message"/,
			},
		],
		wrongKey: { clientSecret: 'YYY' },
		wrongKeyAnswer: /\{"error":"104","errorMsg":"Invalid credentials"\}/,
		sms: ({ smstools }) => smstools.sent.map(({ to, text }) => ({ number: to, text })),
	},
	bestSmsGateway: {
		async prepare({ bestSmsGateway }) {
			return { address: bestSmsGateway.baseUrl, password: START_SUB_ACCOUNT.password };
		},
		examples: [
			{
				source: 'send_sms, the address with its query',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=send_sms&sender_id=President&message=Hello%2C+there+will+be+a+meeting+today+by+12+noon.&recipients=08086689567,2348094309926'`,
				answer: /"batch_id":"?\d+_\d+_\d+"?,.*"total":"?2/,
				sms: ['2348086689567', '2348094309926'].map((number) => ({
					number,
					text: 'Hello, there will be a meeting today by 12 noon.',
				})),
			},
			{
				source: 'fetch_sms, without the batch_id of the example',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=fetch_sms'`,
				answer: /Hello, there will be a meeting today by 12 noon\./,
			},
			{
				// Recorded: "save bad".
				source: 'save_contacts, the address with its query, whose contacts are not JSON',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=save_contacts&group_name=My+Customers&contacts=08086689567,2348094309926'`,
				answer: /"error":"No valid contact supplied\."/,
			},
			{
				source: 'save_contacts, the fields of its PHP',
				command: `curl {address} -F 'sub_account=001_mysub1' -F 'sub_account_pass={password}' -F 'action=save_contacts' --form-string 'contacts=[{"phone":"08086689567","firstname":"Ibukun","lastname":"Oladipo","group_name":"Client"},{"phone":"+2348094309926","firstname":"Pearl","lastname":""}]' -F 'group_name=My Customers'`,
				answer: /"total":"?2/,
				contacts: ['2348086689567', '2348094309926'],
			},
			{
				source: 'fetch_contacts, the address with its query',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=fetch_contacts&group_name=My+Customers'`,
				answer: /"phone":"2348094309926"/,
			},
			{
				source: 'get_contact_groups, the address with its query',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=get_contact_groups'`,
				answer: /"contact_groups":\{.*"My Customers"/,
			},
			{
				source: 'account_info, the address with its query',
				command: `curl '{address}?sub_account=001_mysub1&sub_account_pass={password}&action=account_info'`,
				answer: /"balance":/,
			},
		],
		wrongKey: { password: 'pa55w0R' },
		wrongKeyAnswer: /"error":"Incorrect sub_account name or password\.?"/,
		sms: ({ bestSmsGateway }) =>
			bestSmsGateway.messages.map(({ recipient, text }) => ({ number: recipient, text })),
	},
	textBoost: {
		async prepare({ textBoost }) {
			const group = textBoost.seedGroup('Codeglen', 0);
			return { address: textBoost.baseUrl, apiToken: TEXTBOOST_TOKEN, group };
		},
		examples: [
			{
				source: 'send, the first example, under the endpoint of the pages on contacts',
				command: `curl -X POST {address}/sms/send \\
${TEXTBOOST_HEADERS}
-d '{
"recipient":"31612345678",
"sender_id":"YourName",
"type":"plain",
"message":"This is a test message"
}'`,
				answer: /"status":"success"/,
				sms: [{ number: '31612345678', text: 'This is a test message' }],
			},
			{
				source: 'list of SMS',
				command: `curl -X GET {address}/sms \\
${TEXTBOOST_HEADERS}
`,
				answer: /"status":"success".*This is a test message/,
			},
			{
				// Recorded: "contact create, no names".
				source: 'create a contact, which the product answers with an error of PHP',
				command: `curl -X POST {address}/contacts/{group}/store \\
${TEXTBOOST_HEADERS}
-d '{"phone":"8801721970168"}'`,
				answer: /"status":"error","message":"Undefined array key \\"first_name\\""/,
			},
			{
				source: 'create a contact, with the optional parameters of its table',
				command: `curl -X POST {address}/contacts/{group}/store \\
${TEXTBOOST_HEADERS}
-d '{"phone":"8801721970168","first_name":"","last_name":""}'`,
				answer: /"status":"success"/,
				contacts: ['8801721970168'],
			},
			{
				source: 'list of contacts',
				command: `curl -X POST {address}/contacts/{group}/all \\
${TEXTBOOST_HEADERS}
`,
				answer: /8801721970168/,
			},
			{
				source: 'create a group',
				command: `curl -X POST {address}/contacts \\
${TEXTBOOST_HEADERS}
-d '{"name":"Codeglen two"}'`,
				answer: /"status":"success"/,
			},
		],
		wrongKey: { apiToken: '49|wrong' },
		wrongKeyAnswer: /\{"status":"error","message":"Unauthenticated\."\}/,
		sms: ({ textBoost }) => textBoost.handedOver.map(({ number, text }) => ({ number, text })),
	},
};

/** A command with its values in their places. @throws Error for a place without a value */
export function filledIn(command: string, values: Values): string {
	// Braces of JSON hold more than a name.
	return command.replace(/\{(\w+)\}/g, (_place, name: string) => {
		const value = values[name];
		if (value === undefined) throw new Error(`There is no value for {${name}}`);
		return value;
	});
}
