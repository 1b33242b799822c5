import { plainText, withoutBlanksAround } from '../record/text';

/** The Base URL of a credential for the request that tests it, as `normalizeBaseUrl` has it. */
export const BASE_URL_EXPRESSION =
	'={{ $credentials.baseUrl.replace(/^[\\s\\u200B\\u2060]+|[\\s\\u200B\\u2060/]+$/g, "") }}';

/** An address as it was entered, without spaces around it and slashes at its end. */
export function normalizeBaseUrl(value: unknown): string {
	const text = withoutBlanksAround(plainText(value));
	let end = text.length;
	while (end > 0 && text.charAt(end - 1) === '/') end--;
	return text.slice(0, end);
}

/**
 * What is wrong with the Base URL of a credential; undefined where nothing is. What has no "://" is not shown: it may
 * be a key in the wrong field.
 */
export function problemWithBaseUrl(
	baseUrl: string,
): { message: string; advice: string } | undefined {
	const advice = 'Enter an address that begins with https://, as the default does.';
	if (baseUrl === '') return { message: 'Base URL in the credential is empty.', advice };
	if (!baseUrl.includes('://')) {
		return { message: 'Base URL in the credential is not a web address.', advice };
	}
	const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || /\s/.test(baseUrl)) {
		return { message: 'Base URL in the credential is not a web address.', advice };
	}
	if (url.username !== '' || url.password !== '') {
		return {
			message: 'Base URL in the credential contains a user name or a password.',
			advice: 'Remove “@” and everything before it from Base URL. The keys have their own fields.',
		};
	}
	if (/[?#]/.test(baseUrl)) {
		return {
			message: 'Base URL in the credential contains “?” or “#”.',
			advice: 'Remove “?” or “#” and everything after it from Base URL.',
		};
	}
	return undefined;
}
