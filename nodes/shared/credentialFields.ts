import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { normalizeBaseUrl, problemWithBaseUrl } from './baseUrl';
import { isZone } from './instant';
import { isCountryCode } from './phoneNumber';
import { plainText } from './text';

/** The fields that every credential has. */
export interface CommonCredential {
	/** Without a slash at the end. */
	baseUrl: string;
	defaultCountryCode: string;
	/** IANA name of the zone in which times without one are read; empty where nobody knows. */
	timezone: string;
}

/**
 * Reads and checks the fields that every credential has.
 *
 * @param defaultTimezone for a credential without one; empty where there is no default
 * @throws NodeOperationError where Base URL, Default Country Code or Time Zone cannot be used
 */
export function readCommonCredential(
	node: INode,
	credential: Record<string, unknown>,
	defaultTimezone: string,
): CommonCredential {
	const text = (name: string) => plainText(credential[name]).trim();
	const baseUrl = normalizeBaseUrl(credential.baseUrl);
	const defaultCountryCode = text('defaultCountryCode');
	const timezone = text('timezone') || defaultTimezone;
	const refuse = (message: string, description: string) =>
		new NodeOperationError(node, message, { description });

	const problem = problemWithBaseUrl(baseUrl);
	if (problem) throw refuse(problem.message, problem.advice);
	if (!isCountryCode(defaultCountryCode)) {
		throw refuse(
			`Default Country Code in the credential is “${defaultCountryCode}”, which is not a country code.`,
			'Enter one to three digits, e.g. 33, or leave it empty.',
		);
	}
	if (timezone !== '' && !isZone(timezone)) {
		throw refuse(
			`Time Zone in the credential is “${timezone}”, which is not a known time zone.`,
			'Enter a name such as Europe/Paris or UTC.',
		);
	}
	return { baseUrl, defaultCountryCode, timezone };
}
