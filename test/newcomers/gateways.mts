import type { Gateway, GatewayName } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';

/** A request as the vendor's pages describe it, without what signs it. */
export interface Call {
	method: 'GET' | 'POST';
	/** Below the base URL. */
	path: string;
	/** The fields of the body; none for a request without one. */
	fields?: Record<string, string>;
}

/** What somebody tries first at a gateway. */
interface Calls {
	/** Sends `TEXT` to the gateway's `phone(0)`. */
	send: Call;
	/** Lists SMS. */
	list: Call;
	/** Creates a contact with the number `phone(1)`. */
	contact: Call;
	/** Lists contacts, where the vendor documents such a call. */
	contactList?: Call;
}

/** What tests of a newcomer's clients need to know of a gateway. */
interface Tried {
	/** Makes the group that a contact needs, and returns how the API names it. */
	makeGroup: (sandbox: Sandbox) => Promise<string>;
	calls: (group: string) => Calls;
	/** What makes a good credential a wrong one. */
	wrongKey: Record<string, string>;
	/** What the gateway says of a wrong key, or what n8n shows of that. */
	wrongKeyWords: RegExp;
	/** The numbers of all contacts. */
	contacts: (sandbox: Sandbox) => string[];
}

export type NewcomersGateway = Gateway & Tried;

/** With characters that an encoding may break. */
const TEXT = 'Größe & Preis: 100% = 5 € + "Gruß"';

const GROUP = 'Customers';

const TRIED: Record<GatewayName, Tried> = {
	smsGateway24: {
		async makeGroup({ smsGateway24 }) {
			const body = new URLSearchParams({ token: START_ACCOUNT.token, title: GROUP });
			await fetch(`${smsGateway24.baseUrl}/savetag`, { method: 'POST', body });
			return String(smsGateway24.contactLists.at(-1)?.id);
		},
		calls: (group) => ({
			send: post('/addsms', {
				device_id: String(PIXEL_7.id),
				...sms(GATEWAYS.smsGateway24),
			}),
			list: post('/getallsms', { device_id: String(PIXEL_7.id) }),
			contact: post('/savecontact', {
				phone: GATEWAYS.smsGateway24.phone(1),
				fullname: 'Ada',
				ctag_id: group,
			}),
		}),
		wrongKey: { token: 'f'.repeat(32) },
		wrongKeyWords: /Token is not valid/,
		contacts: ({ smsGateway24 }) => smsGateway24.contacts.map(({ phone }) => phone),
	},
	smstools: {
		makeGroup: async ({ smstools }) => smstools.addGroup(GROUP),
		calls: (group) => ({
			send: post('/message/send', { sender: 'Bakery', ...sms(GATEWAYS.smstools) }),
			list: get(`/conversation/${digitsOf(GATEWAYS.smstools.phone(0))}`),
			contact: post('/contact', { phone: GATEWAYS.smstools.phone(1), groupid: group }),
		}),
		wrongKey: { clientSecret: 'wrong' },
		// Of an answer with HTTP 400, n8n shows the code alone.
		wrongKeyWords: /Invalid credentials|"104"/,
		contacts: ({ smstools }) => smstools.contacts.map(({ phone }) => phone),
	},
	bestSmsGateway: {
		makeGroup: async () => GROUP,
		calls: (group) => ({
			send: post('', { action: 'send_sms', ...sms(GATEWAYS.bestSmsGateway) }),
			list: post('', { action: 'fetch_sms' }),
			contact: post('', {
				action: 'save_contacts',
				contacts: JSON.stringify([{ phone: GATEWAYS.bestSmsGateway.phone(1), firstname: 'Ada' }]),
				group_name: group,
			}),
			contactList: post('', { action: 'fetch_contacts', group_name: group }),
		}),
		wrongKey: { subAccountPassword: 'wrong' },
		wrongKeyWords: /Incorrect sub_account name or password/,
		contacts: ({ bestSmsGateway }) => bestSmsGateway.contacts.map(({ phone }) => phone),
	},
	textBoost: {
		makeGroup: async ({ textBoost }) => textBoost.seedGroup(GROUP, 0),
		calls: (group) => ({
			send: post('/sms/send', {
				sender_id: 'Bakery',
				type: 'plain',
				...sms(GATEWAYS.textBoost),
			}),
			list: get('/sms'),
			contact: post(`/contacts/${group}/store`, {
				phone: digitsOf(GATEWAYS.textBoost.phone(1)),
				first_name: 'Ada',
				last_name: '',
			}),
			contactList: post(`/contacts/${group}/all`, {}),
		}),
		wrongKey: { apiToken: '7|wrong' },
		wrongKeyWords: /Unauthenticated/,
		contacts: ({ textBoost }) => textBoost.contacts.map(({ phone }) => phone),
	},
};

export const NEWCOMERS_GATEWAYS: NewcomersGateway[] = Object.values(GATEWAYS).map((gateway) => ({
	...gateway,
	...TRIED[gateway.name],
}));

/** Whether an answer holds the text of the SMS. */
export function listsTheSms(answer: string): boolean {
	return answer.includes(JSON.stringify(TEXT).slice(1, -1));
}

function post(path: string, fields: Record<string, string>): Call {
	return { method: 'POST', path, fields };
}

function get(path: string): Call {
	return { method: 'GET', path };
}

function sms({ singleSms, phone }: Gateway): Record<string, string> {
	return { [singleSms.numberField]: phone(0), [singleSms.textField]: TEXT };
}
