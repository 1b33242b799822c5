import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const WEEKDAYS: INodePropertyOptions[] = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
].map((name) => ({ name, value: name.toLowerCase() }));

const HOURS: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '09:00',
		placeholder: 'e.g. 09:00',
		description: 'The time of day at which the hours begin',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '20:00',
		placeholder: 'e.g. 20:00',
		description:
			'The time of day at which the hours end. If it is earlier than From, they end on the next day. Enter 24:00 for the end of the day.',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: WEEKDAYS,
		default: [],
		description: 'The days on which the hours begin. Leave empty for every day.',
	},
	{
		displayName: 'Time Zone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Paris',
		description: 'The time zone of From and To. Leave empty for the time zone of this workflow.',
	},
];

/** For messages to numbers. */
const BY_RECIPIENT: INodeProperties = {
	displayName: "Recipient's Zone",
	name: 'byRecipient',
	type: 'boolean',
	default: false,
	description:
		'Whether to use the time zone of the country code of each number instead. Time Zone still applies to numbers without + or 00 before the country code, unless the Default Country Code of the credential is added to them, and to countries with several time zones, such as the United States.',
};

/** For Additional Fields of a send to numbers; `readSendHours` reads it. */
export const sendOnlyBetweenField = hoursField(
	[...HOURS, BY_RECIPIENT],
	'The hours in which SMS may be sent. Outside them, the SMS is scheduled for the next time they begin. Together with Send At, it is sent at the first moment after Send At that is within the hours.',
);

/** For Additional Fields of a send to a group, whose numbers the node does not know. */
export const sendToGroupOnlyBetweenField = hoursField(
	HOURS,
	'The hours in which the SMS may be sent. Outside them, it is scheduled for the next time they begin. Together with Send At, it is sent at the first moment after Send At that is within the hours. They are the same for all contacts, wherever they are.',
);

/** For Additional Fields of calls. */
export const callOnlyBetweenField = hoursField(
	[...HOURS, BY_RECIPIENT],
	'The hours in which people may be called. Outside them, the call is scheduled for the next time they begin. Together with Send At, it is made at the first moment after Send At that is within the hours.',
);

/** For gateways that send through phones; `paced` spreads the SMS. */
export const smsPerMinuteField: INodeProperties = {
	displayName: 'SMS a Minute per Phone',
	name: 'smsPerMinute',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	description:
		'How many SMS each phone sends a minute. The gateway gets a time for each SMS, so the workflow does not wait. The value of the first item applies to all. The turn of an SMS that is skipped because of its idempotency key stays unused.',
};

function hoursField(values: INodeProperties[], description: string): INodeProperties {
	return {
		displayName: 'Send Only Between',
		name: 'sendOnlyBetween',
		type: 'fixedCollection',
		placeholder: 'Add Hours',
		default: {},
		description,
		options: [{ displayName: 'Hours', name: 'hours', values }],
	};
}
