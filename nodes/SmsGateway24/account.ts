import type { IAllExecuteFunctions } from 'n8n-workflow';
import { checkAccountFields } from '../shared/accountFields';

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
	checkAccountFields(context.getNode(), account);
	return account;
}
