import type { INodeProperties } from 'n8n-workflow';
import { formatInZone } from '../../../shared/input/instant';
import { textOrNull } from '../../../shared/record/values';
import { messageField, sendAtField } from '../../../shared/ui/descriptions';
import {
	allowRepeatsField,
	idempotencyKeyField,
	rememberedKeysField,
} from '../../../shared/ui/idempotencyFields';
import { deviceField, groupField, simField } from '../../fields/descriptions';
import type { Item } from '../../gateway';
import { creationOperation } from '../../gateway';
import { toIsoInZone } from '../../records/dates';

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
			rememberedKeysField,
			{
				...sendAtField,
				description:
					'The earliest time to send it. A time without an offset is in the time zone of this workflow.',
			},
			simField,
		],
	},
];

const GROUP_ADVICE = 'Enter the numbers of contact lists in Group, e.g. 8303 or 8303,8304.';

interface Campaign {
	name: string;
	deviceId: string;
	groupId: string;
	text: string;
	sim: number;
	/** As `savepaket` wants it. */
	timeToSend?: string;
	/** The same in ISO 8601; null where it can go out at once. */
	sendAt: string | null;
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
		toRow: ({ name, groupId, deviceId, sendAt }, answer) => ({
			id: textOrNull(answer.paket_id),
			name,
			groupId,
			deviceId,
			sendAt,
		}),
		contentOf: ({ name, groupId, text }) => [name, groupId, text],
	},
);

function readCampaign({ account, fields, zone }: Item, runStart: number): Campaign {
	const additional = fields.collection('additionalFields');
	const sendAt = fields.futureInstant(additional.sendAt, 'Send At', zone, runStart);
	return {
		name: fields.text('name', 'Name'),
		deviceId: fields.id('deviceId', 'Device'),
		groupId: fields.ids('groupId', 'Group', /^\d+$/, GROUP_ADVICE).join(','),
		text: fields.text('message', 'Message'),
		sim: fields.wholeNumber(additional.sim, 'SIM or Channel') ?? 0,
		timeToSend: sendAt && formatInZone(sendAt, account.timezone, TIME_FORMAT),
		sendAt: sendAt ? toIsoInZone(sendAt, account.timezone) : null,
	};
}
