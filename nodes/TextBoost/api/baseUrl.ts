import type { CredentialProblem } from '../../shared/input/credential';
import { keyText, problemWithKey } from '../../shared/input/credential';

const TOKEN_IN_BODY = /\/api\/http$/i;

/** An API token as it was entered, without quotation marks and the words of the header that documents show. */
export function normalizeToken(value: unknown): string {
	const withoutName = keyText(value).replace(/^authorization\s{0,9}:/i, '');
	return keyText(withoutName.trim().replace(/^bearer\s+/i, ''));
}

/** What is wrong with a token; undefined where nothing is. It goes into a header. */
export function problemWithToken(token: string): CredentialProblem | undefined {
	return problemWithKey('API Token', token, 'Developers in your account at the host');
}

/**
 * Whether the server looks for the token in what was sent to it, and not in the header, under this base URL (fact
 * sheet, section 16.6; the vendor document shows a header there too). A call without a token there is not refused: it
 * acts as the first user of the host who has none.
 */
export function wantsTokenInBody(baseUrl: string): boolean {
	return TOKEN_IN_BODY.test(baseUrl);
}

/**
 * The base URL with the prefix that reads the header. All versions that were seen have it (fact sheet, section 16.6),
 * and the vendor document prints its calls under either (section 1).
 */
export function headerBaseUrl(baseUrl: string): string {
	if (TOKEN_IN_BODY.test(baseUrl)) return baseUrl.replace(TOKEN_IN_BODY, '/api/v3');
	if (/\/api\/v3$/.test(baseUrl)) return baseUrl;
	return /\/api$/.test(baseUrl) ? `${baseUrl}/v3` : `${baseUrl}/api/v3`;
}

/** What to do where the server has nothing at an address. */
export function addressAdvice(baseUrl: string): string {
	const other = headerBaseUrl(baseUrl);
	return other === baseUrl
		? 'Copy the Base URL in the credential again from the Developers page of your host.'
		: `The Base URL in the credential may have to be ${other}. Check it on the Developers page of your host.`;
}

/** Why nothing is read under `/api/http`, and what to do. */
export function unsafeReads(baseUrl: string): { message: string; advice: string } {
	return {
		message:
			"With a Base URL that ends in /api/http, n8n cannot read from your host safely: the host ignores the API Token in the header, and may then return another customer's account.",
		advice: `Set the Base URL in the credential to ${headerBaseUrl(baseUrl)}.`,
	};
}
