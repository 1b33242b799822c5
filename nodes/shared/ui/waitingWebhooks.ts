import type { IHttpRequestMethods, IWebhookDescription } from 'n8n-workflow';

const atTheNode = (httpMethod: IHttpRequestMethods): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** Where the person who was asked opens the page, and answers. Previews of links may ask by HEAD first. */
export const waitingWebhooks: IWebhookDescription[] = [
	atTheNode('GET'),
	atTheNode('HEAD'),
	atTheNode('POST'),
];

/** What the editor shows at the node while its execution waits. */
export const WAITING_TOOLTIP = "Execution will continue after the user's response";
