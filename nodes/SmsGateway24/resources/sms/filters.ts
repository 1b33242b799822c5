import type { INodeProperties } from 'n8n-workflow';
import type { Form } from '../../../shared/http/form';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { formatInZone, isZone } from '../../../shared/input/instant';
import { quoted } from '../../../shared/record/text';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Account } from '../../api/account';
import { deviceField, simField } from '../../fields/descriptions';

const TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** The filters of Get Many and Count (vendor document, section 4). */
export const smsFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: { show: { resource: ['sms'], operation: ['getAll', 'count'] } },
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Only SMS from this time on, in the time zone of this workflow',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only SMS up to this time, in the time zone of this workflow',
		},
		{ ...deviceField, required: false, description: 'Only SMS sent or received by this phone' },
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +33612345678',
			hint: PHONE_HINT,
			description: 'Only SMS to or from this number',
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1042',
			description: 'Only SMS that were sent with this reference',
		},
		{ ...simField, description: 'Only SMS that went through this SIM or channel' },
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Delivered', value: 7 },
				{ name: 'Not Delivered', value: 8 },
				{ name: 'Not Sent: No Reason Given', value: 9 },
				{ name: 'Not Sent: No Service', value: 10 },
				{ name: 'Not Sent: Null PDU', value: 11 },
				{ name: 'Not Sent: Permission Missing (100)', value: 100 },
				{ name: 'Not Sent: Permission Missing (101)', value: 101 },
				{ name: 'Not Sent: Radio Off', value: 12 },
				{ name: 'Pending', value: 1 },
				{ name: 'Queued on the Phone', value: 3 },
				{ name: 'Received', value: 5 },
				{ name: 'Sent by the Phone', value: 6 },
				{ name: 'Picked Up by the Phone', value: 2 },
			],
			default: 5,
			description: 'Only SMS with this status',
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Australia/Sydney',
			description:
				'The time zone that SmsGateway24 uses for this request, instead of the one in the credential',
		},
	],
};

/**
 * The filters as `getallsms` wants them (vendor document, section 4). Times go out in the zone that
 * is sent along; that the vendor reads them in it is inferred (fact sheet, section 1.3).
 *
 * @param zone n8n's time zone, in which the user enters times
 * @throws NodeOperationError naming the filter at fault
 */
export function filterForm(fields: FieldReader, account: Account, zone: string): Form {
	const filters = fields.collection('filters');
	const timezone = fields.trimmedText(filters.timezone, 'Time Zone') ?? account.timezone;
	if (!isZone(timezone)) {
		throw fields.error(
			`Time Zone is ${quoted(timezone)}, which is not a known time zone.`,
			'Enter a name such as Europe/Paris in Time Zone, or leave it empty.',
		);
	}
	const time = (value: unknown, displayName: string) => {
		const instant = fields.instant(value, displayName, zone);
		return instant && formatInZone(instant, timezone, TIME_FORMAT);
	};
	return {
		begindate: time(filters.createdAfter, 'Created After'),
		enddate: time(filters.createdBefore, 'Created Before'),
		device_id: fields.optionalId('filters.deviceId', 'Device'),
		// As numbers are stored and listed (fact sheet, section 7.7).
		phone: fields
			.optionalPhone(filters.phone, 'Phone', account.defaultCountryCode)
			?.replaceAll(/\s/g, ''),
		customerid: fields.wholeNumber(filters.reference, 'Reference')?.toString(),
		sim: fields.wholeNumber(filters.sim, 'SIM or Channel')?.toString(),
		status: fields.wholeNumber(filters.status, 'Status')?.toString(),
		timezone,
	};
}
