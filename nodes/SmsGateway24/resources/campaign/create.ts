import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { OutgoingText } from '../../../shared/cost/messageCost';
import { costFieldsOf, readCountedText } from '../../../shared/cost/messageCost';
import { formatInZone } from '../../../shared/input/instant';
import { textOrNull } from '../../../shared/record/values';
import { readSendTimes } from '../../../shared/schedule/sendTime';
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
import { deviceField, groupField, simField } from '../../fields/descriptions';
import type { Item } from '../../gateway';
import { creationOperation } from '../../gateway';
import { toIsoInZone } from '../../records/dates';
import { SMS_SIZES } from '../../records/smsSizes';
import { TIME_STEP_MS } from '../../sending/outgoingSms';

const showOnlyForCampaignCreate = { resource: ['campaign'], operation: ['create'] };

/** How `savepaket`, unlike all other methods, wants a time (vendor document, section 7). */
const TIME_FORMAT = 'dd.MM.yyyy HH:mm:ss';

/** What `savepaket` gives as the default of its time (vendor document, section 7). */
const NO_TIME = '0';

export const campaignCreateFields: INodeProperties[] = [
	{
		displayName:
			'A campaign is sent only after you tap Start on the phone: at once, or at the time in Send At.',
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
		description: 'The name of the campaign on SmsGateway24',
		displayOptions: { show: showOnlyForCampaignCreate },
	},
	{ ...deviceField, displayOptions: { show: showOnlyForCampaignCreate } },
	{
		...groupField,
		description:
			'The contact list to write to, which SmsGateway24 calls a tag. Separate several IDs with commas.',
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 8303, 8304',
				hint: 'The ID of the tag on the website of SmsGateway24, or from the output of Group > Create',
			},
		],
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
			idempotencyKeyField,
			maxSegmentsField,
			rememberedKeysField,
			replaceSpecialCharactersField,
			{
				...sendAtField,
				description:
					'The earliest time to send it. A time without an offset is in the time zone of this workflow.',
			},
			{
				...sendToGroupOnlyBetweenField,
				description:
					'The hours in which the campaign may begin. Outside them, Send At becomes the next time they begin. Nothing stops a campaign that is still being sent when they end, and one that is created within them is sent whenever you tap Start.',
			},
			simField,
		],
	},
];

const GROUP_ADVICE = 'Enter the numbers of contact lists in Group, e.g. 8303 or 8303,8304.';

interface Campaign extends OutgoingText {
	name: string;
	deviceId: string;
	groupId: string;
	sim: number;
	/** As `savepaket` wants it. */
	timeToSend?: string;
	/** The same in ISO 8601; null where it can go out at once. */
	sendAt: string | null;
	/** See `OutgoingMessage`. */
	asEntered: object;
}

/** See the vendor document, section 7; its answer is inferred: fact sheet, section 2.11. It writes to many people. */
export const campaignCreate = creationOperation<Campaign>(
	{ method: 'POST', url: '/savepaket' },
	{
		thing: 'campaign',
		read: readCampaign,
		call: ({ name, deviceId, text, groupId, sim, timeToSend }) => ({
			form: {
				title: name,
				device_id: deviceId,
				body: text,
				tags: groupId,
				sim: String(sim),
				time_to_send: timeToSend ?? NO_TIME,
			},
			expects: ['paket_id'],
		}),
		toRow: ({ name, groupId, deviceId, sendAt, ...text }, answer) => ({
			id: textOrNull(answer.paket_id),
			name,
			groupId,
			deviceId,
			sendAt,
			...costFieldsOf(text),
		}),
		contentOf: ({ name, groupId, text }) => [name, groupId, text],
	},
);

function readCampaign({ account, fields, zone }: Item, runStart: number): Campaign {
	const additional = fields.collection('additionalFields');
	const { sendAt: entered, timeFor } = readSendTimes(fields, {
		zone,
		runStart,
		stepMs: TIME_STEP_MS,
	});
	const time = timeFor();
	const sendAt = time === undefined ? undefined : DateTime.fromMillis(time);
	return {
		...readCountedText(fields, fields.text('message', 'Message'), SMS_SIZES),
		name: fields.text('name', 'Name'),
		deviceId: fields.id('deviceId', 'Device'),
		groupId: fields.ids('groupId', 'Group', /^\d+$/, GROUP_ADVICE).join(','),
		sim: fields.wholeNumber(additional.sim, 'SIM or Channel') ?? 0,
		timeToSend: sendAt && formatInZone(sendAt, account.timezone, TIME_FORMAT),
		sendAt: sendAt ? toIsoInZone(sendAt, account.timezone) : null,
		asEntered: { timeToSend: undefined, sendAt: entered },
	};
}
