const TOKEN_IN_BODY = /\/api\/http$/;

/** A base URL as it was entered, without spaces around it and slashes at its end. */
export function normalizeBaseUrl(value: unknown): string {
	return String(value ?? '')
		.trim()
		.replace(/\/+$/, '');
}

/** An API token as it was entered, without the word that documents show before it. */
export function normalizeToken(value: unknown): string {
	return String(value ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
}

/**
 * Whether hosts want the token in the JSON body under this base URL. The vendor document shows a
 * header there too; its sister hosts read the body only (fact sheet, section 1).
 */
export function wantsTokenInBody(baseUrl: string): boolean {
	return TOKEN_IN_BODY.test(baseUrl);
}

/**
 * The base URL under which the same calls may stand: the vendor document prints some under
 * `/api/http` and others under `/api/v3` (fact sheet, section 1).
 */
export function otherBaseUrl(baseUrl: string): string {
	if (TOKEN_IN_BODY.test(baseUrl)) return baseUrl.replace(TOKEN_IN_BODY, '/api/v3');
	if (/\/api\/v3$/.test(baseUrl)) return baseUrl.replace(/v3$/, 'http');
	return /\/api$/.test(baseUrl) ? `${baseUrl}/v3` : `${baseUrl}/api/v3`;
}
