import type { INode } from 'n8n-workflow';
import { NodeOperationError, UserError } from 'n8n-workflow';
import { plainText, quoted, withoutBlanksAround } from '../record/text';
import { normalizeBaseUrl, problemWithBaseUrl } from './baseUrl';
import { isZone } from './instant';
import { isCountryCode } from './phoneNumber';

/** The fields that every credential has. */
export interface CommonCredential {
	/** Without a slash at the end. */
	baseUrl: string;
	defaultCountryCode: string;
	/** IANA name of the zone in which times without one are read; empty where it is unknown. */
	timezone: string;
}

/** What is wrong with a credential, and what to do. */
export interface CredentialProblem {
	message: string;
	advice: string;
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
	const common = commonFieldsOf(credential);
	const problem = problemWith(common);
	if (problem) throw new NodeOperationError(node, problem.message, { description: problem.advice });
	return { ...common, timezone: common.timezone || defaultTimezone };
}

/**
 * Refuses a credential whose fields no operation would accept, when it signs a request: so its test in n8n tells.
 *
 * @throws UserError where Base URL, Default Country Code or Time Zone cannot be used
 */
export function checkCommonCredential(credential: Record<string, unknown>): void {
	const problem = problemWith(commonFieldsOf(credential));
	if (problem) throw new UserError(`${problem.message} ${problem.advice}`);
}

/** A field of a credential as it was entered, without blanks around it. */
export function credentialText(value: unknown): string {
	return withoutBlanksAround(plainText(value));
}

/** A key or token as it was entered, without spaces and quotation marks around it. */
export function keyText(value: unknown): string {
	const text = credentialText(value);
	const isQuoted = /^["'“”„‘’`]/.test(text) && /["'“”‘’`]$/.test(text) && text.length > 1;
	return isQuoted ? withoutBlanksAround(text.slice(1, -1)) : text;
}

/** What is wrong with a key that goes into a header; undefined where nothing is. */
export function problemWithKey(
	displayName: string,
	key: string,
	whereToFindIt: string,
): CredentialProblem | undefined {
	if (/^[\x21-\x7e]+$/.test(key)) return undefined;
	return {
		message: `${displayName} in the credential is empty, or contains a character that a key cannot have.`,
		advice: `Copy it again from ${whereToFindIt}.`,
	};
}

function commonFieldsOf(credential: Record<string, unknown>): CommonCredential {
	return {
		baseUrl: normalizeBaseUrl(credential.baseUrl),
		defaultCountryCode: credentialText(credential.defaultCountryCode),
		timezone: credentialText(credential.timezone),
	};
}

function problemWith({
	baseUrl,
	defaultCountryCode,
	timezone,
}: CommonCredential): CredentialProblem | undefined {
	const problem = problemWithBaseUrl(baseUrl);
	if (problem) return problem;
	if (!isCountryCode(defaultCountryCode)) {
		return {
			message: `Default Country Code in the credential is ${quoted(defaultCountryCode)}, which is not a country code.`,
			advice: 'Enter one to three digits, e.g. 33, or leave it empty.',
		};
	}
	if (timezone !== '' && !isZone(timezone)) {
		return {
			message: `Time Zone in the credential is ${quoted(timezone)}, which is not a known time zone.`,
			advice: 'Enter a name such as Europe/Paris or UTC.',
		};
	}
	return undefined;
}
