import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isRecord, parseJson } from '../record/json';
import type { AskedQuestion } from './question';

/** Under which the node's own part of the execution's data keeps the question. */
const KEY = 'askedQuestion';

/**
 * Keeps a question in the execution, which n8n saves while it waits. The page shows what was asked then, not what
 * the expressions in the fields would give later.
 */
export function keepQuestion(context: IExecuteFunctions, question: AskedQuestion): void {
	context.getContext('node')[KEY] = JSON.stringify(question);
}

/** The question that the execution waits with; undefined where there is none. */
export function keptQuestion(context: IWebhookFunctions): AskedQuestion | undefined {
	// A webhook has no `getContext`, but expressions in it have the same data.
	const kept = context.evaluateExpression(
		`{{ $node[${literalOf(context.getNode().name)}].context[${literalOf(KEY)}] }}`,
	);
	const question = typeof kept === 'string' ? parseJson(kept) : undefined;
	// Nobody but `keepQuestion` writes it.
	return isRecord(question) ? (question as unknown as AskedQuestion) : undefined;
}

/** A text in an expression, in which nothing can end the text or the expression. */
function literalOf(text: string): string {
	const units = text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
	return `"${units.map((unit) => `\\u${unit}`).join('')}"`;
}
