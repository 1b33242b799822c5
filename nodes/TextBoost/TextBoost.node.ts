import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { answerWebhook } from '../shared/asking/answerWebhook';
import { unlessEstimating } from '../shared/ui/costFields';
import { requestOptionsField } from '../shared/ui/requestOptionsField';
import { actionSubtitle } from '../shared/ui/subtitle';
import { WAITING_TOOLTIP, waitingWebhooks } from '../shared/ui/waitingWebhooks';
import { searchContacts, searchGroups } from './listSearch';
import { accountDescription } from './resources/account';
import { campaignDescription } from './resources/campaign';
import { campaignCreate } from './resources/campaign/create';
import { contactDescription } from './resources/contact';
import { contactCreate } from './resources/contact/create';
import { contactGetAll } from './resources/contact/getAll';
import { contactSyncGroup } from './resources/contact/syncGroup';
import { contactUpdate } from './resources/contact/update';
import { contactUpsert } from './resources/contact/upsert';
import { groupDescription } from './resources/group';
import { groupCreate } from './resources/group/create';
import { groupGetAll } from './resources/group/getAll';
import { smsDescription } from './resources/sms';
import { smsEstimate } from './resources/sms/estimate';
import { smsGetAll } from './resources/sms/getAll';
import { smsSend } from './resources/sms/send';
import { smsSendAndWait } from './resources/sms/sendAndWait';
import { smsSendMany } from './resources/sms/sendMany';
import { smsSendMms } from './resources/sms/sendMms';
import { smsSendVoice } from './resources/sms/sendVoice';

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account' },
			{ name: 'Campaign', value: 'campaign' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Group', value: 'group' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'sms',
	},
	...accountDescription,
	...campaignDescription,
	...contactDescription,
	...groupDescription,
	...smsDescription,
	requestOptionsField,
];

export class TextBoost implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TextBoost',
		name: 'textBoost',
		icon: {
			light: 'file:../../icons/textBoost.svg',
			dark: 'file:../../icons/textBoost.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description: 'Send and read SMS with TextBoost SMS and other hosts that run Ultimate SMS',
		defaults: { name: 'TextBoost' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'textBoostApi', required: true, displayOptions: unlessEstimating }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties,
	};

	methods = { listSearch: { searchContacts, searchGroups } };

	customOperations = {
		campaign: { create: campaignCreate.execute },
		contact: {
			create: contactCreate.execute,
			getAll: contactGetAll.execute,
			syncGroup: contactSyncGroup.execute,
			update: contactUpdate.execute,
			upsert: contactUpsert.execute,
		},
		group: { create: groupCreate.execute, getAll: groupGetAll.execute },
		sms: {
			estimate: smsEstimate.execute,
			getAll: smsGetAll.execute,
			send: smsSend.execute,
			sendAndWait: smsSendAndWait.execute,
			sendMany: smsSendMany.execute,
			sendMms: smsSendMms.execute,
			sendVoice: smsSendVoice.execute,
		},
	};

	webhook = answerWebhook;
}
