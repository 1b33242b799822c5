import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { formatInZone } from '../../../shared/input/instant';
import { comparable, comparableParty } from '../../../shared/input/phoneNumber';
import { textOrNull } from '../../../shared/record/values';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Asking } from '../../gateway';
import { isIncomingRow, timeOfRow, toMessage } from '../../records/message';

export const smsFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: { show: { resource: ['sms'], operation: ['getAll'] } },
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description:
				'Return only SMS from this time on, in the time zone of this workflow. If it is empty, newer hosts return only the last 30 days.',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Return only SMS up to this time, in the time zone of this workflow',
		},
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Incoming', value: 'incoming' },
				{ name: 'Outgoing', value: 'outgoing' },
			],
			default: 'incoming',
			description: 'Return only received or only sent SMS. Older hosts cannot tell them apart.',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +33612345678',
			hint: PHONE_HINT,
			description: 'Return only SMS to or from this number',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Queued', value: 'queued' },
				{ name: 'Received', value: 'received' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Unknown', value: 'unknown' },
			],
			default: 'delivered',
			description: 'Return only SMS with this status',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'MMS', value: 'mms' },
				{ name: 'OTP', value: 'otp' },
				{ name: 'Plain', value: 'plain' },
				{ name: 'Unicode', value: 'unicode' },
				{ name: 'Viber', value: 'viber' },
				{ name: 'Voice', value: 'voice' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: 'plain',
			description: 'Return only messages of this type. Older hosts cannot tell them apart.',
		},
	],
};

/** What a list of messages is asked for, and which of its rows are wanted. */
export interface MessageFilter {
	query: IDataObject;
	keep: (row: IDataObject) => Reading<boolean>;
}

const TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss';
const EARLIEST = '2000-01-01 00:00:00';

/**
 * Filters go to the server, which newer versions follow and older ones ignore, and are applied to
 * the rows as well (fact sheet, section 3.4).
 *
 * The window of time that the server gets is a day wider at both ends: in which zone it compares is
 * not certain. The server is never asked for outgoing messages, for those that were sent by this
 * API have another direction.
 *
 * @throws NodeOperationError naming the filter at fault
 */
export function readMessageFilter({ api, context, fields }: Asking): MessageFilter {
	const filters = fields.collection('filters');
	const zone = context.getTimezone();
	const { account } = api;
	const after = fields.instant(filters.createdAfter, 'Created After', zone);
	const before = fields.instant(filters.createdBefore, 'Created Before', zone);
	const direction = fields.optionalText(filters.direction, 'Direction');
	const status = fields.optionalText(filters.status, 'Status');
	const type = fields.optionalText(filters.type, 'Type');
	const entered = fields.optionalPhone(filters.phone, 'Phone', account.defaultCountryCode);
	const phone = entered === undefined ? undefined : comparable(entered);

	const keep = (row: IDataObject): Reading<boolean> => {
		if (direction !== undefined && textOrNull(row.direction) === null) {
			return notDistinguished('Direction', 'received and sent SMS');
		}
		if (type !== undefined && textOrNull(row.sms_type) === null) {
			return notDistinguished('Type', 'types of messages');
		}
		const message = toMessage(row, account.timezone);
		const otherParty = message.direction === 'incoming' ? message.from : message.to;
		return success(
			isWithin(timeOfRow(row, account.timezone), after, before) &&
				(direction === undefined || isIncomingRow(row) === (direction === 'incoming')) &&
				(type === undefined || textOrNull(row.sms_type)?.toLowerCase() === type) &&
				(status === undefined || message.status === status) &&
				(phone === undefined ||
					comparableParty(otherParty ?? '', account.defaultCountryCode) === phone),
		);
	};
	return {
		query: {
			...windowQuery(after, before),
			...(direction === 'incoming' && { direction }),
			...(type !== undefined && { sms_type: type }),
		},
		keep,
	};
}

/** Both ends are given where one is, for documents of newer versions call both required. */
function windowQuery(after: DateTime | undefined, before: DateTime | undefined): IDataObject {
	if (after === undefined && before === undefined) return {};
	const write = (instant: DateTime) => formatInZone(instant, 'UTC', TIME_FORMAT);
	return {
		start_date: after === undefined ? EARLIEST : write(after.minus({ days: 1 })),
		end_date: write((before ?? DateTime.utc()).plus({ days: 1 })),
		timezone: 'UTC',
	};
}

/** A row that does not tell its time is kept: the server may have chosen it. */
function isWithin(
	time: DateTime | undefined,
	after: DateTime | undefined,
	before: DateTime | undefined,
): boolean {
	if (time === undefined) return true;
	return (after === undefined || time >= after) && (before === undefined || time <= before);
}

function notDistinguished(filter: string, what: string): Reading<boolean> {
	return refusal({
		message: `This host does not distinguish ${what}, so the filter ${filter} cannot be used.`,
		advice: `Remove ${filter} from Filters. It needs a newer version of the server.`,
		outcome: 'unknown',
	});
}
