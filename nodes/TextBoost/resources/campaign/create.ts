import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { OutgoingText } from '../../../shared/cost/messageCost';
import { costFieldsOf, readCountedText } from '../../../shared/cost/messageCost';
import { success } from '../../../shared/failure/failure';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { textOrNull } from '../../../shared/record/values';
import { creationInWords } from '../../../shared/sending/creation';
import {
	maxSegmentsField,
	messageHint,
	replaceSpecialCharactersField,
} from '../../../shared/ui/costFields';
import { messageField, sendAtField } from '../../../shared/ui/descriptions';
import {
	allowRepeatsField,
	idempotencyKeyField,
	rememberedKeysField,
} from '../../../shared/ui/idempotencyFields';
import { sendToGroupOnlyBetweenField } from '../../../shared/ui/sendTimeFields';
import { SERVICE } from '../../api/account';
import { recordIn } from '../../api/pages';
import { dltTemplateIdField, fromField, groupField } from '../../fields/descriptions';
import type { GroupChoice } from '../../fields/groupChoice';
import { groupIdsOf, readGroups } from '../../fields/groupChoice';
import { creationOperation } from '../../gateway';
import { ownCampaignId } from '../../records/campaignId';
import { SMS_SIZES } from '../../records/smsSizes';
import { toScheduleTime } from '../../sending/accountZone';
import { readSender, readTimes } from '../../sending/outgoingSms';
import { NO_CAMPAIGNS } from './noCampaigns';

const showOnlyForCampaignCreate = { resource: ['campaign'], operation: ['create'] };

export const campaignCreateFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForCampaignCreate } },
	{
		...groupField,
		description:
			'The contact group to write to. To choose several, select By ID and separate the IDs with commas, or select By Name with an expression that returns a list of names.',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{
		...messageField,
		description: 'The text that every contact of the group gets',
		hint: messageHint(),
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{
		...allowRepeatsField,
		displayOptions: { show: { '@tool': [true], ...showOnlyForCampaignCreate } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForCampaignCreate },
		options: [
			dltTemplateIdField,
			idempotencyKeyField,
			maxSegmentsField,
			rememberedKeysField,
			replaceSpecialCharactersField,
			sendAtField,
			sendToGroupOnlyBetweenField,
		],
	},
];

const ANOTHER_ID = `The campaign was created, but ${SERVICE} returned the ID of another one, as some versions of its server do. So the ID of this one is unknown.`;

interface Campaign extends OutgoingText {
	/** Several where they were set by a list of names, or by IDs. */
	groups: GroupChoice[];
	from: string;
	sendAt?: string;
	/** See `OutgoingMessage`. */
	asEntered: object;
	dltTemplateId?: string;
}

/** Not in the vendor document; fact sheet, sections 3.2 and 16.10. It writes to many people. */
export const campaignCreate = creationOperation(
	{ method: 'POST', url: '/sms/campaign' },
	{
		outcomeInWords: creationInWords('campaign'),
		// Of two at once nobody could tell whose ID it is that both answers have.
		maxConcurrency: 1,
		read({ fields, zone, runStart }): Campaign {
			const { dltTemplateId } = fields.collection('additionalFields');
			const { asEntered, timeFor } = readTimes(fields, zone, runStart);
			return {
				groups: readGroups(fields),
				from: readSender(fields),
				...readCountedText(fields, fields.text('message', 'Message'), SMS_SIZES),
				sendAt: timeFor(),
				asEntered,
				dltTemplateId: fields.optionalText(dltTemplateId, 'DLT Template ID')?.trim(),
			};
		},
		idempotency: {
			contentOf: ({ groups, text }) => [...groups.map(groupInWords), text],
			unsentRow: (campaign) => toRow(campaign, campaign.groups.map(groupInWords).join(',')),
		},
		async create(campaign, { api, endpoint, context }) {
			const groupId = await groupIdsOf(context, api, campaign.groups);
			if (!groupId.ok) return groupId;
			const scheduleTime = await toScheduleTime(context, api, campaign.sendAt);
			if (!scheduleTime.ok) return scheduleTime;
			const { dltTemplateId } = campaign;
			const askedAt = Date.now();
			const answer = await api.call({
				...endpoint,
				sends: 'toGroup',
				whenMissing: NO_CAMPAIGNS,
				body: {
					contact_list_id: groupId.value,
					sender_id: campaign.from,
					type: 'plain',
					message: campaign.text,
					...(scheduleTime.value !== undefined && { schedule_time: scheduleTime.value }),
					...(dltTemplateId !== undefined && { dlt_template_id: dltTemplateId }),
				},
			});
			if (!answer.ok) return answer;
			const record = recordIn(answer.value.data);
			const id = ownCampaignId(record?.uid, answer.value.answeredAt, Date.now() - askedAt);
			const given = runCacheOf<true>(context, 'ids of campaigns');
			const isOwn = id === null ? textOrNull(record?.uid) === null : !given.has(id);
			if (!isOwn)
				return success({ ...toRow(campaign, groupId.value), reason: ANOTHER_ID }, ANOTHER_ID);
			if (id !== null) given.set(id, true);
			return success(toRow(campaign, groupId.value, record));
		},
	},
);

/** The ID of a group, or its name where it was not looked up. */
function groupInWords(group: GroupChoice): string {
	return 'id' in group ? group.id : group.name;
}

function toRow(campaign: Campaign, groupId: string, record?: IDataObject): IDataObject {
	return {
		id: textOrNull(record?.uid),
		name: textOrNull(record?.campaign_name),
		groupId,
		status: textOrNull(record?.status),
		...costFieldsOf(campaign),
	};
}
