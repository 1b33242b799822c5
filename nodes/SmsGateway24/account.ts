import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { AccountFields } from '../shared/accountFields';
import { readAccountFields } from '../shared/accountFields';

export const SERVICE = 'SmsGateway24';
export const CREDENTIAL = 'smsGateway24Api';

/** What the credential says, checked. */
export interface Account extends AccountFields {
	/** Set where the credential logs in with email and password. */
	login?: { email: string; password: string };
	sendWithPassword: boolean;
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
	return {
		...readAccountFields(context.getNode(), credential),
		...(byPassword && { login: { email: text('email'), password: String(credential.password) } }),
		sendWithPassword: byPassword && credential.sendWithPassword === true,
		secrets: [text('token'), String(credential.password ?? '')],
	};
}
