import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { answerWebhook } from '../../shared/asking/answerWebhook';
import { unlessEstimating } from '../../shared/ui/costFields';
import { requestOptionsField } from '../../shared/ui/requestOptionsField';
import { actionSubtitle } from '../../shared/ui/subtitle';
import { WAITING_TOOLTIP, waitingWebhooks } from '../../shared/ui/waitingWebhooks';
import { searchContacts, searchGroups, searchSenders, searchSubaccounts } from '../listSearch';
import { accountDescription } from '../resources/account';
import { accountGetSenders } from '../resources/account/getSenders';
import { contactDescription } from '../resources/contact';
import { contactCreate } from '../resources/contact/create';
import { contactGetAll } from '../resources/contact/getAll';
import { contactSyncGroup } from '../resources/contact/syncGroup';
import { contactUpdate } from '../resources/contact/update';
import { contactUpsert } from '../resources/contact/upsert';
import { groupDescription } from '../resources/group';
import { groupGetAll } from '../resources/group/getAll';
import { optOutDescription } from '../resources/optOut';
import { optOutCreate } from '../resources/optOut/create';
import { smsDescription } from '../resources/sms';
import { smsEstimate } from '../resources/sms/estimate';
import { smsGetConversation } from '../resources/sms/getConversation';
import { smsGetInbox } from '../resources/sms/getInbox';
import { smsGetScheduled } from '../resources/sms/getScheduled';
import { smsGetSent } from '../resources/sms/getSent';
import { smsSend } from '../resources/sms/send';
import { smsSendAndWait } from '../resources/sms/sendAndWait';
import { smsSendMany } from '../resources/sms/sendMany';
import { smsSendToGroup } from '../resources/sms/sendToGroup';
import { smsSendVoice } from '../resources/sms/sendVoice';

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
			{ name: 'Opt-Out', value: 'optOut' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'sms',
	},
	...accountDescription,
	...contactDescription,
	...groupDescription,
	...optOutDescription,
	...smsDescription,
	requestOptionsField,
];

export class SmsGatewayApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smstools',
		name: 'smsGatewayApi',
		icon: {
			light: 'file:../../../icons/smstools.svg',
			dark: 'file:../../../icons/smstools.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description: 'Send and read SMS, and manage contacts and groups, with Smstools',
		defaults: { name: 'Smstools' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smstoolsGatewayApi', required: true, displayOptions: unlessEstimating }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties,
	};

	methods = { listSearch: { searchContacts, searchGroups, searchSenders, searchSubaccounts } };

	customOperations = {
		account: { getSenders: accountGetSenders.execute },
		contact: {
			create: contactCreate.execute,
			getAll: contactGetAll.execute,
			syncGroup: contactSyncGroup.execute,
			update: contactUpdate.execute,
			upsert: contactUpsert.execute,
		},
		group: { getAll: groupGetAll.execute },
		optOut: { create: optOutCreate.execute },
		sms: {
			estimate: smsEstimate.execute,
			getConversation: smsGetConversation.execute,
			getInbox: smsGetInbox.execute,
			getScheduled: smsGetScheduled.execute,
			getSent: smsGetSent.execute,
			send: smsSend.execute,
			sendAndWait: smsSendAndWait.execute,
			sendMany: smsSendMany.execute,
			sendToGroup: smsSendToGroup.execute,
			sendVoice: smsSendVoice.execute,
		},
	};

	webhook = answerWebhook;
}
