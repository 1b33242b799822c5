import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { keptQuestion } from './askedQuestion';
import { noticePage, questionPage } from './page';
import { PAGE_POLICY } from './pageStyle';
import type { AskedQuestion, Choice } from './question';
import { RUN_PARAMETER } from './resumeLink';

const HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': PAGE_POLICY,
	'X-Robots-Tag': 'noindex, nofollow',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
};

/** A node's `webhook`: shows the question, and takes the answer. */
export async function answerWebhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await Promise.resolve(responseTo(this));
}

/**
 * Only a POST with an answer in it resumes the execution: phones, carriers and virus scanners open links by GET and HEAD
 * before the person does.
 */
function responseTo(context: IWebhookFunctions): IWebhookResponseData {
	const { method } = requestOf(context);
	const question = keptQuestion(context);
	if (question === undefined || !isLinkOf(question, context)) {
		const { language, words } = question ?? {};
		const closed = words?.closed ?? 'This question is no longer open.';
		return answerWith(context, 410, noticePage(language ?? 'en', closed));
	}
	if (method !== 'POST') return answerWith(context, 200, questionPage(question));
	const answer = answerIn(context.getBodyData(), question.choice);
	if (answer === undefined) return answerWith(context, 422, questionPage(question, true));

	setHeaders(context);
	const data = { ...answer, respondedAt: new Date().toISOString() };
	return {
		webhookResponse: noticePage(question.language, question.words.afterResponse),
		workflowData: [[{ json: { data, message: question.message }, pairedItem: { item: 0 } }]],
	};
}

/** Whether the link that was opened is that of the question, and not of an earlier one of the same execution. */
function isLinkOf({ run }: AskedQuestion, context: IWebhookFunctions): boolean {
	const query: unknown = context.getQueryData();
	const opened = (query as IDataObject)[RUN_PARAMETER] ?? '0';
	return opened === String(run);
}

/** The answer in a form that was sent; undefined where there is none. */
function answerIn(
	form: IDataObject | undefined,
	choice: Choice,
): { approved: boolean } | { text: string } | undefined {
	if (choice.responseType === 'freeText') {
		const text = typeof form?.text === 'string' ? form.text.trim() : '';
		return text === '' ? undefined : { text };
	}
	if (form?.approved === 'true') return { approved: true };
	if (form?.approved === 'false' && choice.declineLabel !== null) return { approved: false };
	return undefined;
}

/** Answers without resuming the execution. */
function answerWith(
	context: IWebhookFunctions,
	status: number,
	html: string,
): IWebhookResponseData {
	setHeaders(context);
	responseOf(context).status(status).send(html);
	return { noWebhookResponse: true };
}

function setHeaders(context: IWebhookFunctions): void {
	const response = responseOf(context);
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** Of Express, whose types are not among the dependencies, what is used here. */
interface WebResponse {
	setHeader(name: string, value: string): unknown;
	status(code: number): WebResponse;
	send(text: string): unknown;
}

function responseOf(context: IWebhookFunctions): WebResponse {
	const response: unknown = context.getResponseObject();
	return response as WebResponse;
}

function requestOf(context: IWebhookFunctions): { method: string } {
	const request: unknown = context.getRequestObject();
	return request as { method: string };
}
