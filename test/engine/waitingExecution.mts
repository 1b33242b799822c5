import './environment.mts';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IHttpRequestMethods,
	INodeExecutionData,
	IWebhookData,
} from 'n8n-workflow';
import type { Engine, NodeResult } from './engine.mts';

/** What a browser asks of the webhook of a node whose execution waits. */
export interface Visit {
	method?: IHttpRequestMethods;
	/** The parameters of the link, without n8n's own signature. */
	query?: IDataObject;
	/** The fields of a form. */
	body?: IDataObject;
}

/** What came of it. */
export interface VisitResult {
	status: number;
	headers: Record<string, string>;
	html: string;
	/** What the execution goes on with; undefined where it goes on waiting. */
	output: INodeExecutionData[] | undefined;
}

/** As n8n has it, without `any`. */
interface WebhookAnswer {
	webhookResponse?: unknown;
	workflowData?: INodeExecutionData[][];
}

/** Calls the webhook of the node as n8n does when somebody opens the link of a waiting execution. */
export async function visit(
	engine: Engine,
	{ run, workflow }: NodeResult,
	{ method = 'GET', query = {}, body = {} }: Visit = {},
): Promise<VisitResult> {
	const node = workflow.getNode('Node');
	if (node === null) throw new Error('The workflow has no node that waits');
	const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type);
	const description = nodeType.description.webhooks?.find(
		({ httpMethod }) => httpMethod === method,
	);
	if (description === undefined || nodeType.webhook === undefined) {
		throw new Error(`The node takes no ${method}`);
	}
	const seen = { status: 200, headers: {} as Record<string, string>, html: '' };
	const response = {
		setHeader: (name: string, value: string) => (seen.headers[name.toLowerCase()] = value),
		status(code: number) {
			seen.status = code;
			return response;
		},
		send: (text: string) => (seen.html = text),
	};
	const additionalData = {
		...engine.additionalData({}),
		httpRequest: { method, query, body, headers: {}, params: {} },
		httpResponse: response,
	};
	const webhookData = { httpMethod: method, webhookDescription: description } as IWebhookData;
	await workflow.expression.acquireIsolate();
	try {
		const context = new WebhookContext(
			workflow,
			node,
			// Of Express, only what nodes use.
			additionalData,
			'manual',
			webhookData,
			[],
			run.data,
		);
		const answer: WebhookAnswer = await nodeType.webhook.call(context);
		const { webhookResponse, workflowData } = answer;
		if (typeof webhookResponse === 'string') seen.html = webhookResponse;
		return { ...seen, output: workflowData?.[0] };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
