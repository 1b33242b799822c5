import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { answerWebhook } from '../shared/asking/answerWebhook';
import { unlessEstimating } from '../shared/ui/costFields';
import { requestOptionsField } from '../shared/ui/requestOptionsField';
import { actionSubtitle } from '../shared/ui/subtitle';
import { WAITING_TOOLTIP, waitingWebhooks } from '../shared/ui/waitingWebhooks';
import { searchDevices } from './listSearch';
import { campaignDescription } from './resources/campaign';
import { campaignCreate } from './resources/campaign/create';
import { contactDescription } from './resources/contact';
import { contactCreate } from './resources/contact/create';
import { deviceDescription } from './resources/device';
import { deviceGetAll } from './resources/device/getAll';
import { groupDescription } from './resources/group';
import { groupCreate } from './resources/group/create';
import { smsDescription } from './resources/sms';
import { smsEstimate } from './resources/sms/estimate';
import { smsGetAll } from './resources/sms/getAll';
import { smsSend } from './resources/sms/send';
import { smsSendAndWait } from './resources/sms/sendAndWait';
import { smsSendMany } from './resources/sms/sendMany';

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Campaign', value: 'campaign' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Device', value: 'device' },
			{ name: 'Group', value: 'group' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'sms',
	},
	...campaignDescription,
	...contactDescription,
	...deviceDescription,
	...groupDescription,
	...smsDescription,
	requestOptionsField,
];

export class SmsGateway24 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmsGateway24',
		name: 'smsGateway24',
		icon: {
			light: 'file:../../icons/smsGateway24.svg',
			dark: 'file:../../icons/smsGateway24.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description: 'Send and read SMS through your own Android phones with SmsGateway24',
		defaults: { name: 'SmsGateway24' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsGateway24Api', required: true, displayOptions: unlessEstimating }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties,
	};

	methods = { listSearch: { searchDevices } };

	customOperations = {
		campaign: { create: campaignCreate.execute },
		contact: { create: contactCreate.execute },
		device: { getAll: deviceGetAll.execute },
		group: { create: groupCreate.execute },
		sms: {
			estimate: smsEstimate.execute,
			getAll: smsGetAll.execute,
			send: smsSend.execute,
			sendAndWait: smsSendAndWait.execute,
			sendMany: smsSendMany.execute,
		},
	};

	webhook = answerWebhook;
}
