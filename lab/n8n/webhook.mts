import type { JsonObject } from '../json.mts';
import { waitFor } from './waitFor.mts';

/** What n8n says to what was posted. */
export interface WebhookAnswer {
	/** The HTTP status. */
	status: number;
	ok: boolean;
	text: string;
}

const secondsUntilOpen = 20;

/**
 * Posts JSON to a webhook, and again while n8n does not listen there: it does so a moment after it has
 * published the workflow.
 *
 * @param secondsForAnswer how long n8n may take to answer, where it runs the workflow first
 * @throws Failure when n8n does not come to listen
 */
export async function postToWebhook(
	address: string,
	body: JsonObject,
	signal: AbortSignal,
	secondsForAnswer = 60,
): Promise<WebhookAnswer> {
	return await waitFor(`${address} to open`, secondsUntilOpen, signal, async () => {
		const answer = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.any([signal, AbortSignal.timeout(secondsForAnswer * 1000)]),
		});
		const { status, ok } = answer;
		const text = await answer.text();
		return status === 404 ? undefined : { status, ok, text };
	});
}
