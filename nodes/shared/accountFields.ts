import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isZone } from './instant';
import { isCountryCode } from './phoneNumber';

/** The fields that every credential has. */
export interface AccountFields {
	baseUrl: string;
	defaultCountryCode: string;
	/** IANA name; empty where the credential has none. */
	timezone: string;
}

/**
 * @throws NodeOperationError where Base URL, Default Country Code or Time Zone cannot be used
 */
export function checkAccountFields(node: INode, account: AccountFields): void {
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
	if (account.timezone !== '' && !isZone(account.timezone)) {
		throw new NodeOperationError(
			node,
			`Time Zone in the credential is “${account.timezone}”, which is not a known time zone.`,
			{ description: 'Enter a name such as Europe/Paris or UTC.' },
		);
	}
}
