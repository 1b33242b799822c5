import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * A request as the vendor's document names it. It stands as `routing.request` in the description of an operation, and
 * the request is made from it.
 */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the base URL, with the document's placeholders, e.g. "/contacts/{group_id}/update/{uid}". */
	readonly url: string;
}

/** Where a request goes, with timeout, proxy and so on as the user set them. */
export type Target<E extends Endpoint = Endpoint> = Partial<IHttpRequestOptions> & E;

/** The names of the placeholders in an address. */
type PlaceholderIn<Url extends string> = Url extends `${string}{${infer Name}}${infer Rest}`
	? Name | PlaceholderIn<Rest>
	: never;

/** An endpoint, or a target, with URL-encoded values in place of its placeholders. */
export function filled<E extends Endpoint>(
	endpoint: E,
	values: Readonly<Record<PlaceholderIn<E['url']>, string>>,
): Omit<E, 'url'> & { url: string } {
	const url = Object.entries<string>(values).reduce<string>(
		(address, [name, value]) => address.replace(`{${name}}`, () => encodeURIComponent(value)),
		endpoint.url,
	);
	return { ...endpoint, url };
}
