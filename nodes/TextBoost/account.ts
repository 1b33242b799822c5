import type { IAllExecuteFunctions } from 'n8n-workflow';
import { checkAccountFields } from '../shared/accountFields';
import { normalizeBaseUrl } from './baseUrl';

export const SERVICE = 'TextBoost';
export const CREDENTIAL = 'textBoostApi';

/** What the credential says, checked. */
export interface Account {
	/** With the prefix, such as `/api/v3`. */
	baseUrl: string;
	defaultCountryCode: string;
	/** IANA name of the zone in which the server prints times; empty where nobody knows. */
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
	const token = text('apiToken');
	const account: Account = {
		baseUrl: normalizeBaseUrl(credential.baseUrl),
		defaultCountryCode: text('defaultCountryCode'),
		timezone: text('timezone'),
		// "<number>|<random>" (vendor document); the random part alone is as secret.
		secrets: [token, token.replace(/^\d+\|/, '')],
	};
	checkAccountFields(context.getNode(), account);
	return account;
}
