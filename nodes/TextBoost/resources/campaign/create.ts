import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { messageField, sendAtField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import type { ParameterReader } from '../../../shared/parameterReader';
import { notesOf } from '../../../shared/runMemory';
import { textOrNull } from '../../../shared/values';
import { sendOperation } from '../../../shared/sendOperation';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { readAccount, SERVICE } from '../../account';
import { toScheduleTime } from '../../accountZone';
import { ownCampaignId } from '../../campaignId';
import { createApi } from '../../request';
import { dltTemplateIdField, fromField, groupField } from '../../descriptions';
import { UID } from '../../fieldValues';
import { readSendAt, readSender } from '../../outgoingSms';
import { recordIn } from '../../rows';
import { NO_CAMPAIGNS } from './noCampaigns';

const showOnlyForCampaignCreate = { resource: ['campaign'], operation: ['create'] };

export const campaignCreateFields: INodeProperties[] = [
	{
		...groupField,
		description:
			'The contact group to write to. To choose several, select By ID and separate the IDs with commas.',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{ ...fromField, displayOptions: { show: showOnlyForCampaignCreate } },
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
		options: [dltTemplateIdField, sendAtField],
	},
];

const GROUP_ADVICE =
	'Enter the IDs of contact groups in Group, e.g. 6065ecdc9184a, separated by commas if there are several.';

const ANOTHER_ID = `The campaign was created, but ${SERVICE} returned the ID of another one, as some versions of its server do. So the ID of this one is not known.`;

interface Campaign extends OutgoingMessage {
	groupId: string;
	from: string;
	text: string;
	sendAt?: string;
	dltTemplateId?: string;
}

/**
 * `POST /sms/campaign` (not in the vendor document; fact sheet, sections 3.2 and 16.10). It writes to many
 * people, so that it is guarded against going out twice like a send.
 */
export const campaignCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<Campaign>> {
	const account = await readAccount(context);
	const given = notesOf<true>(context, 'ids of campaigns');
	return {
		service: SERVICE,
		maxPerRequest: 1,
		// Of two at once nobody could tell whose ID it is that both answers have.
		maxConcurrency: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The campaign was not created.',
			unknown: () => 'The campaign may still have been created, so it was not created again.',
		},
		prepare: (parameter, itemIndex, runStart) => [
			readCampaign(context, parameter, itemIndex, runStart),
		],
		async transmit([campaign], { http }) {
			if (campaign === undefined) return [];
			const api = createApi(context, account, http);
			const scheduleTime = await toScheduleTime(context, api, campaign.sendAt);
			if (!scheduleTime.ok) return [scheduleTime];
			const { dltTemplateId } = campaign;
			const askedAt = Date.now();
			const answer = await api.call({
				method: 'POST',
				path: '/sms/campaign',
				sends: true,
				whenMissing: NO_CAMPAIGNS,
				body: {
					contact_list_id: campaign.groupId,
					sender_id: campaign.from,
					type: 'plain',
					message: campaign.text,
					...(scheduleTime.value !== undefined && { schedule_time: scheduleTime.value }),
					...(dltTemplateId !== undefined && { dlt_template_id: dltTemplateId }),
				},
			});
			if (!answer.ok) return [answer];
			const record = recordIn(answer.value.data);
			const id = ownCampaignId(record?.uid, answer.value.answeredAt, Date.now() - askedAt);
			const isOwn = id === null ? textOrNull(record?.uid) === null : !given.has(id);
			if (!isOwn) return [success({ ...toRow(campaign), reason: ANOTHER_ID }, ANOTHER_ID)];
			if (id !== null) given.set(id, true);
			return [success(toRow(campaign, record))];
		},
		failedRow: (campaign) => toRow(campaign),
	};
}

function readCampaign(
	context: IAllExecuteFunctions,
	parameter: ParameterReader,
	itemIndex: number,
	runStart: number,
): Campaign {
	const fields = new Fields(context.getNode(), itemIndex, parameter);
	const { dltTemplateId } = fields.collection('additionalFields');
	return {
		itemIndex,
		recipientKey: '',
		groupId: fields.ids('groupId', 'Group', UID, GROUP_ADVICE).join(','),
		from: readSender(fields),
		text: fields.text('message', 'Message'),
		sendAt: readSendAt(fields, context.getTimezone(), runStart),
		dltTemplateId: fields.optionalText(dltTemplateId, 'DLT Template ID')?.trim(),
	};
}

function toRow(campaign: Campaign, record?: IDataObject): IDataObject {
	return {
		id: textOrNull(record?.uid),
		name: textOrNull(record?.campaign_name),
		groupId: campaign.groupId,
		status: textOrNull(record?.status),
	};
}
