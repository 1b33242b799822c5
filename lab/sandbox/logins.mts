import { BEST_SMS_GATEWAY_PREFIX, START_SUB_ACCOUNT } from './bestSmsGateway.mts';
import type { Sandbox } from './sandbox.mts';
import { SMSGATEWAY24_PREFIX, START_ACCOUNT } from './smsGateway24.mts';
import { SMSTOOLS_ACCOUNT, SMSTOOLS_PREFIX } from './smstools.mts';
import { TEXTBOOST_PREFIX, TEXTBOOST_TOKEN } from './textBoost.mts';

/** What somebody enters in a credential: the names of its fields, and their values. */
export type Login = ReadonlyArray<readonly [field: string, value: string]>;

/** What to enter in the credential of a gateway to try it at a sandbox. @throws Error for an unknown gateway */
export function loginOf(origin: string, gateway: string): Login {
	switch (gateway) {
		case 'smsGateway24':
			return [
				['Base URL', `${origin}${SMSGATEWAY24_PREFIX}`],
				['Email', START_ACCOUNT.email],
				['Password', START_ACCOUNT.password],
				['Token', START_ACCOUNT.token],
			];
		case 'smstools':
			return [
				['Base URL', `${origin}${SMSTOOLS_PREFIX}`],
				['Client ID', SMSTOOLS_ACCOUNT.clientId],
				['Client Secret', SMSTOOLS_ACCOUNT.clientSecret],
			];
		case 'bestSmsGateway':
			return [
				['Base URL', `${origin}${BEST_SMS_GATEWAY_PREFIX}`],
				['Sub-Account', START_SUB_ACCOUNT.login],
				['Sub-Account Password', START_SUB_ACCOUNT.password],
			];
		case 'textBoost':
			return [
				['Base URL', `${origin}${TEXTBOOST_PREFIX}/api/v3`],
				['API Token', TEXTBOOST_TOKEN],
			];
		default:
			throw new Error(`There is no gateway ${gateway}`);
	}
}

/** What to enter in a credential of each gateway to try it at a sandbox, as text for people. */
export function describeLogins({ origin, vendors }: Sandbox): string {
	const parts = vendors.map(({ name, title, account }) => {
		const phones = (account.phones?.() ?? []).map(
			({ id, title: phone, online }) => `${id} ${phone} (${online ? 'online' : 'offline'})`,
		);
		// Where a group has no ID, its name is one.
		const groups = account
			.groups()
			.map(({ id, name: group }) => (id === group ? group : `${id} ${group}`));
		const rows: Login = [
			...loginOf(origin, name),
			...(phones.length > 0 ? [['Devices', phones.join(', ')] as const] : []),
			...(groups.length > 0 ? [['Groups', groups.join(', ')] as const] : []),
		];
		const width = Math.max(...rows.map(([field]) => field.length));
		return [title, ...rows.map(([field, value]) => `  ${field.padEnd(width)}  ${value}`)].join(
			'\n',
		);
	});
	return `${parts.join('\n\n')}
  Use /api/v3 also where the vendor's page prints /api/http: there the server does not read the token
  from the header, and refuses a send with "The api token field is required."`;
}

/** The contacts of the group "Customers" of each gateway. Nobody has these numbers, and none is a magic one. */
export const CUSTOMERS = [
	{ phone: '447700900801', firstName: 'Ada', lastName: 'Lovelace' },
	{ phone: '447700900802', firstName: 'Grace', lastName: 'Hopper' },
	{ phone: '447700900803', firstName: 'Alan', lastName: 'Turing' },
] as const;

/** Gives each gateway a group "Customers" with contacts, unless it has one, so that a drop-down has something to show. */
export function addCustomers({ vendors }: Sandbox): void {
	for (const { account } of vendors) {
		if (account.groups().some(({ name }) => name === 'Customers')) continue;
		const group = account.addGroup('Customers');
		for (const customer of CUSTOMERS) account.addContact(group, customer);
	}
}

/**
 * What to do at a sandbox for the triggers to see something, as text for people. Makes its TextBoost a host that
 * tells received SMS from sent ones, since the trigger for them works with no other; its list of contacts works, which only some of these hosts fixed.
 */
export function describeIncoming({ origin, vendors, bestSmsGateway, textBoost }: Sandbox): string {
	Object.assign(textBoost.settings, { version: '3.13.0', contactListFails: false });
	const sms = { from: '+31612345678', text: 'Hello' };
	const receiving = vendors.filter(({ account }) => account.receive !== undefined);
	const incoming = receiving.map(
		({ name }) =>
			`  curl -H 'content-type: application/json' -d '${JSON.stringify(sms)}' ${origin}/control/${name.toLowerCase()}/receive`,
	);
	const sent = new URLSearchParams({
		action: 'send_sms',
		sub_account: START_SUB_ACCOUNT.login,
		sub_account_pass: START_SUB_ACCOUNT.password,
		sender_id: 'Bakery',
		recipients: sms.from.slice(1),
		message: sms.text,
	});
	return `${incoming.join('\n')}

BestSMSGateway receives no SMS. This sends one there, which is delivered two seconds later:

  curl -d '${sent.toString()}' ${bestSmsGateway.baseUrl}`;
}
