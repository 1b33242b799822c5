import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { answerWebhook } from '../shared/asking/answerWebhook';
import { unlessEstimating } from '../shared/ui/costFields';
import { requestOptionsField } from '../shared/ui/requestOptionsField';
import { actionSubtitle } from '../shared/ui/subtitle';
import { WAITING_TOOLTIP, waitingWebhooks } from '../shared/ui/waitingWebhooks';
import { searchGroups } from './listSearch';
import { accountDescription } from './resources/account';
import { contactDescription } from './resources/contact';
import { contactGetAll } from './resources/contact/getAll';
import { contactSyncGroup } from './resources/contact/syncGroup';
import { contactUpsert } from './resources/contact/upsert';
import { groupDescription } from './resources/group';
import { groupGetAll } from './resources/group/getAll';
import { smsDescription } from './resources/sms';
import { smsEstimate } from './resources/sms/estimate';
import { smsGetAll } from './resources/sms/getAll';
import { smsSend } from './resources/sms/send';
import { smsSendAndWait } from './resources/sms/sendAndWait';
import { smsSendMany } from './resources/sms/sendMany';
import { smsSendToGroup } from './resources/sms/sendToGroup';

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Group', value: 'group' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'sms',
	},
	...accountDescription,
	...contactDescription,
	...groupDescription,
	...smsDescription,
	requestOptionsField,
];

export class BestSmsGateway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BestSMSGateway',
		name: 'bestSmsGateway',
		icon: {
			light: 'file:../../icons/bestSmsGateway.svg',
			dark: 'file:../../icons/bestSmsGateway.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description: 'Send and track SMS, and manage contacts, with BestSMSGateway',
		defaults: { name: 'BestSMSGateway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bestSmsGatewayApi', required: true, displayOptions: unlessEstimating }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties,
	};

	methods = { listSearch: { searchGroups } };

	customOperations = {
		contact: {
			getAll: contactGetAll.execute,
			syncGroup: contactSyncGroup.execute,
			upsert: contactUpsert.execute,
		},
		group: { getAll: groupGetAll.execute },
		sms: {
			estimate: smsEstimate.execute,
			getAll: smsGetAll.execute,
			send: smsSend.execute,
			sendAndWait: smsSendAndWait.execute,
			sendMany: smsSendMany.execute,
			sendToGroup: smsSendToGroup.execute,
		},
	};

	webhook = answerWebhook;
}
