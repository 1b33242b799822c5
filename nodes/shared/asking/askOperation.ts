import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import type { SmsSizes } from '../cost/segments';
import type { Endpoint } from '../http/endpoint';
import { fieldError } from '../input/fieldError';
import { errorItem } from '../operations/outputItem';
import type { OutgoingMessage } from '../sending/outgoingMessage';
import type { SendAdapter } from '../sending/sendAdapter';
import { runContextOf } from '../sending/sendContext';
import type { SendOperation } from '../sending/sendOperation';
import { runSends } from '../sending/sendRun';
import { keepQuestion } from './askedQuestion';
import type { Asking } from './askingAdapter';
import { askingAdapter } from './askingAdapter';
import { resumeLinkOf, warningOf } from './resumeLink';

/**
 * Sends a person a question by SMS and lets the execution wait for the answer, which `answerWebhook` takes.
 *
 * @param endpoint where the adapter sends to
 * @param createAdapter that of Send; reads the credential; may throw NodeOperationError
 * @param sizes how the gateway counts the segments of a text
 */
export function askOperation<M extends OutgoingMessage>(
	endpoint: Endpoint,
	createAdapter: (context: IAllExecuteFunctions) => Promise<SendAdapter<M>>,
	sizes: SmsSizes,
): SendOperation {
	return {
		async execute() {
			return await ask(this, async () => await createAdapter(this), sizes);
		},
		routing: {
			request: endpoint,
			send: { paginate: true },
			operations: {
				async pagination(this: IExecutePaginationFunctions) {
					const itemIndex = this.getItemIndex();
					const error = cannotWait(this.getNode(), itemIndex);
					if (!this.continueOnFail()) throw error;
					return await Promise.resolve([errorItem(this.getNode(), error, itemIndex, 'notSent')]);
				},
			},
		},
	};
}

async function ask<M extends OutgoingMessage>(
	context: IExecuteFunctions,
	createAdapter: () => Promise<SendAdapter<M>>,
	sizes: SmsSizes,
): Promise<INodeExecutionData[][]> {
	// n8n types the proxy's parts as any.
	const run = Number(context.getWorkflowDataProxy(0).$runIndex);
	const asking: Asking = {};
	// An execution that n8n runs again, such as after a crash, asks once: the link is the same, and so is who waits.
	const onceIn = { execution: context.getExecutionId() };
	const sent = await runSends({ ...runContextOf(context), onceIn }, async () =>
		askingAdapter(context, await createAdapter(), resumeLinkOf(context, run), asking, sizes),
	);
	const { asked } = asking;
	const [message] = sent;
	// Where the node continues on fail, what failed comes out at once.
	if (asked === undefined || message === undefined || 'error' in message.json) return [sent];
	if (wasAskedElsewhere(message.json)) {
		const hint = 'Nobody was asked by this execution, and it does not wait for a response.';
		context.addExecutionHints({ message: hint, type: 'warning', location: 'outputPane' });
		return [sent];
	}

	keepQuestion(context, {
		...asked.question,
		run,
		message: { segments: asked.segments, encoding: asked.encoding, ...message.json },
	});
	const warning = warningOf(asked.link);
	if (warning !== undefined) {
		context.addExecutionHints({ message: warning, type: 'warning', location: 'outputPane' });
	}
	await context.putExecutionToWait(asked.waitTill);
	return [context.getInputData()];
}

/** Whether another execution has used the key that the user gave: the link that was sent is that one's. */
function wasAskedElsewhere({ status, idempotencyKey }: IDataObject): boolean {
	return status === 'skipped' && idempotencyKey !== undefined;
}

function cannotWait(node: INode, itemIndex: number) {
	return fieldError(
		node,
		itemIndex,
		'Send and Wait for Response cannot wait when it is called in this way, so nothing was sent.',
		'Use it as a step of a workflow or, in n8n 2, for the human review of an AI agent’s tools.',
	);
}
