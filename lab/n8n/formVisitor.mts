import { readForm, type Form } from './exampleWorkflow.mts';
import { causeOf, Failure } from './failure.mts';
import type { SavedWorkflow } from './restClient.mts';
import { pause, waitFor } from './waitFor.mts';

const secondsForPage = 60;
const secondsForAnswer = 60;

/** A form that is published. */
export interface OpenForm extends Form {
	address: string;
}

/**
 * Waits until the form of a published workflow is served; n8n does so a moment after it starts or
 * publishes the workflow.
 *
 * @param origin where n8n listens
 */
export async function openForm(
	workflow: SavedWorkflow,
	origin: string,
	signal: AbortSignal,
): Promise<OpenForm> {
	const form = readForm(workflow);
	const address = `${origin}/form/${form.path}`;
	await waitFor(`the form at ${address} to open`, secondsForPage, signal, async () => {
		const within = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
		const page = await fetch(address, { signal: within }).catch(() => undefined);
		await page?.body?.cancel();
		return page?.ok === true ? true : undefined;
	});
	return { ...form, address };
}

/**
 * Fills in a form and submits it once, as a browser does; never again by itself, because every
 * submission sends something.
 *
 * @param values what to type or to upload, by the fields' labels
 * @throws Failure when n8n does not take it
 */
export async function submitForm(
	form: OpenForm,
	values: Record<string, string | File>,
	signal: AbortSignal,
): Promise<void> {
	const body = new FormData();
	for (const [index, label] of form.labels.entries()) {
		body.set(`field-${index}`, values[label] ?? '');
	}
	const within = AbortSignal.any([signal, AbortSignal.timeout(secondsForAnswer * 1000)]);
	try {
		const answer = await fetch(form.address, { method: 'POST', body, signal: within });
		const text = await answer.text();
		if (!answer.ok) {
			throw new Failure(`n8n did not take the form (HTTP ${answer.status}): ${text.slice(0, 300)}`);
		}
	} catch (error) {
		if (error instanceof Failure) throw error;
		// The news that n8n has died comes a moment after the connection breaks.
		await pause(500, signal);
		const reason = within.aborted ? `no answer in ${secondsForAnswer} seconds` : causeOf(error);
		throw new Failure(`The form was submitted, but n8n did not answer: ${reason}.`);
	}
}
