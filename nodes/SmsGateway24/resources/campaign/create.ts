import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { messageField, sendAtField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import { formatInZone } from '../../../shared/instant';
import type { ParameterReader } from '../../../shared/parameterReader';
import { sendOperation } from '../../../shared/sendOperation';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import type { SendAdapter } from '../../../shared/sendAdapter';
import type { Account } from '../../account';
import { readAccount, SERVICE } from '../../account';
import { deviceField, groupField, simField } from '../../descriptions';
import { callMethod } from '../../request';
import { textOrNull } from '../../../shared/values';

const showOnlyForCampaignCreate = { resource: ['campaign'], operation: ['create'] };

/** How `savepaket`, unlike all other methods, wants a time (vendor document, section 7). */
const TIME_FORMAT = 'dd.MM.yyyy HH:mm:ss';

/** What `savepaket` gives as the default of its time (vendor document, section 7). */
const NO_TIME = '0';

export const campaignCreateFields: INodeProperties[] = [
	{
		displayName:
			'A campaign leaves only after you tap Start on the phone. It then goes out at once, unless you add Send At.',
		name: 'campaignNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Winter sale',
		description: 'What the campaign is called on SmsGateway24',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{ ...deviceField, displayOptions: { show: showOnlyForCampaignCreate } },
	{
		...groupField,
		description:
			'The contact list to write to, which SmsGateway24 calls tag. Separate several IDs with commas.',
		modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 8303, 8304' }],
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{
		...messageField,
		description: 'The text that every contact of the group gets',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForCampaignCreate },
		options: [
			{
				...sendAtField,
				description:
					'The earliest time to send it. Without an offset it is read in the time zone of this workflow.',
			},
			simField,
		],
	},
];

const GROUP_ADVICE = 'Enter the numbers of contact lists in Group, e.g. 8303 or 8303,8304.';

interface Campaign extends OutgoingMessage {
	name: string;
	deviceId: string;
	groupId: string;
	text: string;
	sim: number;
	sendAt?: string;
}

/**
 * `savepaket` (vendor document, section 7; its answer is inferred: fact sheet, section 2.11). It
 * writes to many people, so that it is guarded against going out twice like a send.
 */
export const campaignCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<Campaign>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The campaign was not created.',
			unknown: () => 'The campaign may still have been created, so it was not created again.',
		},
		prepare: (parameter, itemIndex, runStart) => [
			readCampaign(context, account, parameter, itemIndex, runStart),
		],
		async transmit([campaign], { http }) {
			if (campaign === undefined) return [];
			const call = {
				form: {
					title: campaign.name,
					device_id: campaign.deviceId,
					body: campaign.text,
					tags: campaign.groupId,
					sim: String(campaign.sim),
					time_to_send: campaign.sendAt ?? NO_TIME,
				},
				expects: ['paket_id'],
			};
			const answer = await callMethod(context, account, { ...http, url: '/savepaket' }, call);
			if (!answer.ok) return [answer];
			return [success(toRow(campaign, textOrNull(answer.value.paket_id)))];
		},
		failedRow: (campaign) => toRow(campaign, null),
	};
}

function readCampaign(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): Campaign {
	const fields = new Fields(context.getNode(), itemIndex, parameter);
	const additional = fields.collection('additionalFields');
	const zone = context.getTimezone();
	const sendAt = fields.futureInstant(additional.sendAt, 'Send At', zone, runStart);
	return {
		itemIndex,
		recipientKey: '',
		name: fields.text('name', 'Name'),
		deviceId: fields.id('deviceId', 'Device'),
		groupId: fields.ids('groupId', 'Group', /^\d+$/, GROUP_ADVICE).join(','),
		text: fields.text('message', 'Message'),
		sim: fields.wholeNumber(additional.sim, 'SIM or Channel') ?? 0,
		sendAt: sendAt && formatInZone(sendAt, account.timezone, TIME_FORMAT),
	};
}

function toRow(campaign: Campaign, id: string | null): IDataObject {
	const { name, groupId, deviceId } = campaign;
	return { id, name, groupId, deviceId };
}
