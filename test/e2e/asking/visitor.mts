import { Failure } from '../../../lab/n8n/failure.mts';

/** What a phone got when it opened or answered the page. */
export interface Page {
	/** The HTTP status. */
	status: number;
	headers: Headers;
	html: string;
}

/** The link in an SMS. @throws Failure when there is none, or more than one */
export function linkIn(text: string): string {
	const links = text.match(/https?:\/\/\S+/g) ?? [];
	const [link] = links;
	if (link === undefined || links.length > 1) throw new Failure(`Not one link in: ${text}`);
	return link;
}

/** Opens a link, by GET or as a preview does. */
export async function open(link: string, signal: AbortSignal, method = 'GET'): Promise<Page> {
	return await pageOf(await fetch(link, { method, signal }));
}

/** Sends the form of the page, as a browser does without scripts. */
export async function answer(
	link: string,
	fields: Record<string, string>,
	signal: AbortSignal,
): Promise<Page> {
	return await pageOf(
		await fetch(link, { method: 'POST', body: new URLSearchParams(fields), signal }),
	);
}

async function pageOf(response: Response): Promise<Page> {
	const { status, headers } = response;
	return { status, headers, html: await response.text() };
}

/** The link with one character of its signature changed. */
export function withForgedSignature(link: string): string {
	const url = new URL(link);
	const signature = url.searchParams.get('signature') ?? '';
	const forged = signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0');
	url.searchParams.set('signature', forged);
	return url.href;
}
