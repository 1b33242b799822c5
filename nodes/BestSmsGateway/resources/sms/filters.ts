import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { DateTime } from 'luxon';
import type { Form } from '../../../shared/http/form';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { formatInZone } from '../../../shared/input/instant';
import { numberOrNull } from '../../../shared/record/values';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Account } from '../../api/account';
import { fromField } from '../../fields/descriptions';
import { readSmsSearch } from '../../fields/search';
import { blankFilter, isBlank, readIds, readOption, readPhone } from '../../fields/values';
import { submittedAt } from '../../records/message';

/** The filters by their parameters, in the order of the drop-down (vendor document, `fetch_sms` and `stop_sms`). */
const FILTERS: INodeProperties[] = [
	{
		displayName: 'Batch ID',
		name: 'batchId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1_1_1437039374',
		description:
			'Only SMS of this batch. A batch is what was sent in one request; two sends within one second share a batch ID.',
	},
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description:
			'Only SMS that were submitted at or after this time, in the time zone of this workflow',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description:
			'Only SMS that were submitted at or before this time, in the time zone of this workflow',
	},
	{
		...fromField,
		description: 'Only SMS from this sender. Enter the whole name. Not case-sensitive.',
	},
	{
		displayName: 'Message IDs',
		name: 'messageIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 572,228',
		description: 'Only these SMS. Separate several IDs with commas, or pass a list.',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +2348094309926',
		hint: PHONE_HINT,
		description: 'Only SMS to this number',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. President 2348094309926',
		description:
			'Only SMS with all these words in the text, sender or phone number. Enter whole numbers.',
	},
	{
		displayName: 'Stage',
		name: 'stage',
		type: 'options',
		options: [
			{ name: 'Failed', value: 'failed' },
			{ name: 'Pending', value: 'pending', description: 'Waiting to be sent' },
			{ name: 'Sent', value: 'sent', description: 'Sent or delivered' },
		],
		default: 'pending',
		description: 'Only SMS with this status',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Flash', value: 'flash' },
			{ name: 'Normal', value: 'normal' },
		],
		default: 'normal',
		description: 'Only SMS of this type',
	},
];

/** Filters as a collection; only Get Many can search for words (vendor document). */
export function smsFilters(operations: string[], description?: string): INodeProperties {
	const canSearch = operations.every((operation) => operation === 'getAll');
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		...(description && { description }),
		displayOptions: { show: { resource: ['sms'], operation: operations } },
		options: FILTERS.filter(({ name }) => canSearch || name !== 'search'),
	};
}

/** The filters of one item, as the gateway takes them and as it cannot. */
export interface SmsFilters {
	form: Form;
	/** What the gateway would not sort out; without it `form` says it all. */
	keep?: (record: IDataObject) => boolean;
}

/**
 * Reads the filters.
 *
 * The gateway reads dates in a zone of its own, adds nearly a day to every end, takes type 0 for no filter, and
 * finds more than was searched for (fact sheet, sections 1.3, 3 and 12.6). So it is asked for a day more on either
 * side, as plain dates, and what comes is trimmed here.
 *
 * @param zone n8n's time zone, in which the user enters times
 * @throws NodeOperationError naming the filter at fault
 */
export function readSmsFilters(fields: FieldReader, account: Account, zone: string): SmsFilters {
	const filters = fields.collection('filters');
	const after = fields.instant(filters.createdAfter, 'Created After', zone);
	const before = fields.instant(filters.createdBefore, 'Created Before', zone);
	const type = readOption(fields, filters.type, 'Type', ['flash', 'normal']);
	const ids = readIds(fields, filters.messageIds, 'Message IDs');
	const wantedType = type === undefined ? undefined : Number(type === 'flash');
	const search = readSmsSearch(fields, filters.search, account.defaultCountryCode);
	const isTrimmed =
		after !== undefined || before !== undefined || type === 'normal' || search !== undefined;
	return {
		form: {
			batch_id: filledText(fields, filters.batchId, 'Batch ID'),
			sms_ids: ids.length > 0 ? ids.join() : undefined,
			stage: readOption(fields, filters.stage, 'Stage', ['failed', 'pending', 'sent']),
			type: wantedType?.toString(),
			recipient: readPhone(fields, filters.phone, account.defaultCountryCode),
			sender_id: filledText(fields, filters.from, 'From'),
			search_term: search?.term,
			start_date: after && dayOf(after.minus({ days: 1 }), account),
			end_date: before && dayOf(before.plus({ days: 1 }), account),
		},
		...(isTrimmed && {
			keep: (record) => {
				const at = submittedAt(record, account);
				return (
					(after === undefined || at >= after.toMillis()) &&
					(before === undefined || at <= before.toMillis()) &&
					(wantedType === undefined || numberOrNull(record.type) === wantedType) &&
					(search === undefined || search.isIn(record))
				);
			},
		}),
	};
}

/** The parameter that each filter of Stop and Delete goes into. */
const FIELD_OF: Record<string, string> = {
	batchId: 'batch_id',
	createdAfter: 'start_date',
	createdBefore: 'end_date',
	from: 'sender_id',
	messageIds: 'sms_ids',
	phone: 'recipient',
	stage: 'stage',
};

/**
 * Reads the filters of what acts on SMS. Refuses those that do not narrow it: n8n makes null of an
 * expression that fails, and the gateway takes what is blank for everything (fact sheet,
 * section 5). Each filter that was added must be filled in, and type alone does not count.
 *
 * @param verb what would be done, e.g. "stop"
 * @throws NodeOperationError naming the filter at fault
 */
export function readNarrowFilters(
	fields: FieldReader,
	account: Account,
	zone: string,
	verb: string,
): SmsFilters {
	const filters = fields.collection('filters');
	const added = FILTERS.filter(({ name }) => name in filters);
	const refuseBlank = (isOne: (name: string) => boolean) => {
		const blank = added.find(({ name }) => isOne(name));
		if (blank) throw blankFilter(fields, blank.displayName, verb, 'SMS');
	};
	refuseBlank((name) => isBlank(filters[name]));
	const read = readSmsFilters(fields, account, zone);
	// A value such as a lone comma is not blank, but nothing is left of it for the gateway.
	refuseBlank((name) => name in FIELD_OF && isBlank(read.form[FIELD_OF[name] ?? '']));
	if (added.some(({ name }) => name in FIELD_OF)) return read;
	throw fields.error(
		`Filters ${added.length === 0 ? 'is empty' : 'contains only Type'}, which would ${verb} all SMS of the sub-account.`,
		'Add a filter for the SMS that you mean, e.g. Batch ID or Message IDs.',
	);
}

/** A text; undefined also for 0, which the gateway treats as none (fact sheet, section 3). */
function filledText(fields: FieldReader, value: unknown, displayName: string): string | undefined {
	const text = fields.trimmedText(value, displayName);
	return isBlank(text) ? undefined : text;
}

function dayOf(instant: DateTime, account: Account): string {
	return formatInZone(instant, account.timezone, 'yyyy-MM-dd');
}
