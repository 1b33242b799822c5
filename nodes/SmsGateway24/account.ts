import type { IAllExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isZone } from '../shared/instant';
import { isCountryCode } from '../shared/phoneNumber';

export const SERVICE = 'SmsGateway24';
export const CREDENTIAL = 'smsGateway24Api';

/** What the credential says, checked. */
export interface Account {
	baseUrl: string;
	/** Set where the credential logs in with email and password. */
	login?: { email: string; password: string };
	sendWithPassword: boolean;
	defaultCountryCode: string;
	/** IANA name of the zone in which times without one are read. */
	timezone: string;
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Reads the credential of a node.
 *
 * @throws NodeOperationError where Base URL, Default Country Code or Time Zone cannot be used
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<Account> {
	const credential = await context.getCredentials(CREDENTIAL);
	const text = (name: string) => String(credential[name] ?? '').trim();
	const byPassword = credential.authentication === 'emailPassword';
	const account: Account = {
		baseUrl: text('baseUrl').replace(/\/+$/, ''),
		...(byPassword && { login: { email: text('email'), password: String(credential.password) } }),
		sendWithPassword: byPassword && credential.sendWithPassword === true,
		defaultCountryCode: text('defaultCountryCode'),
		timezone: text('timezone') || 'UTC',
		secrets: [text('token'), String(credential.password ?? '')],
	};
	checkAccount(context.getNode(), account);
	return account;
}

function checkAccount(node: INode, account: Account): void {
	if (!/^https?:\/\/[^\s/]/.test(account.baseUrl)) {
		throw new NodeOperationError(
			node,
			`Base URL in the credential is “${account.baseUrl}”, which is not a web address.`,
			{ description: 'Enter an address that begins with https://, as the default does.' },
		);
	}
	if (!isCountryCode(account.defaultCountryCode)) {
		throw new NodeOperationError(
			node,
			`Default Country Code in the credential is “${account.defaultCountryCode}”, which is not a country code.`,
			{ description: 'Enter one to three digits, e.g. 33, or leave it empty.' },
		);
	}
	if (!isZone(account.timezone)) {
		throw new NodeOperationError(
			node,
			`Time Zone in the credential is “${account.timezone}”, which is not a known time zone.`,
			{ description: 'Enter a name such as Europe/Paris or UTC.' },
		);
	}
}
