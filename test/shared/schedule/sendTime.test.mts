import { expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { SendHours } from '../../../nodes/shared/schedule/sendTime.ts';
import { readSendHours, sendTimeOf } from '../../../nodes/shared/schedule/sendTime.ts';
import { readAdditionalFields, refusalOf } from '../additionalFields.mts';

const MINUTE_MS = 60_000;
const WORKFLOW_ZONE = 'Europe/Paris';

function read(additionalFields: Record<string, unknown>): SendHours | undefined {
	return readAdditionalFields(additionalFields, (fields) => readSendHours(fields, WORKFLOW_ZONE));
}

it('has no hours where Send Only Between is not added', () => {
	expect(read({})).toBeUndefined();
});

it('reads all that can be entered', () => {
	const days = ['saturday', 'sunday'];
	const entered = { from: '22:00', to: '06:30', days, timezone: 'Asia/Tokyo', byRecipient: true };
	expect(read({ sendOnlyBetween: { hours: entered } })).toEqual({
		window: { from: 22 * 60, to: 6 * 60 + 30, days: new Set([6, 7]) },
		zone: 'Asia/Tokyo',
		byRecipient: true,
	});
	expect(
		read({ sendOnlyBetween: { hours: { from: '09:00', to: '20:00', days: [], timezone: '' } } }),
	).toEqual({
		window: { from: 9 * 60, to: 20 * 60, days: new Set([1, 2, 3, 4, 5, 6, 7]) },
		zone: WORKFLOW_ZONE,
		byRecipient: false,
	});
});

it.each([
	['9:05', 545],
	['09:05:00', 545],
	[' 09:05 ', 545],
	['9 am', 540],
	['12am', 0],
	['12:30 a.m.', 30],
	['12:30 PM', 750],
	['11:59 pm', 1439],
	['00:00', 0],
])('reads the time of day %j', (from, minute) => {
	expect(read({ sendOnlyBetween: { hours: { from, to: '24:00' } } })?.window).toMatchObject({
		from: minute,
		to: 1440,
	});
});

it('reads days from text, too', () => {
	const hours = { from: '09:00', to: '20:00', days: 'Monday, friday' };
	expect(read({ sendOnlyBetween: { hours } })?.window.days).toEqual(new Set([1, 5]));
});

const A_TIME = 'Enter hours and minutes, e.g. 09:00 or 20:30.';

const REFUSED: Array<[hours: unknown, message: string, advice: string]> = [
	[{ from: '', to: '20:00' }, 'From in Send Only Between is empty.', A_TIME],
	[{ from: '09:00' }, 'To in Send Only Between is empty.', A_TIME],
	...['25:00', '24:01', '9', '12:60', '13 pm', '0:30 am', 'noon', '09:00 Uhr'].map(
		(to): [unknown, string, string] => [
			{ from: '09:00', to },
			`To in Send Only Between is “${to}”, which is not a time of day.`,
			A_TIME,
		],
	),
	[
		{ from: '09:00', to: '9:00 AM' },
		'From and To in Send Only Between are “09:00” and “9:00 AM”, with no time between them.',
		'For whole days, enter 00:00 in From and 24:00 in To.',
	],
	...['06:00', '24:00'].map((to): [unknown, string, string] => [
		{ from: '24:00', to },
		'From in Send Only Between is “24:00”, which is the end of a day.',
		'Enter 00:00 in From for hours that begin at midnight.',
	]),
	[
		{ from: '09:00', to: '20:00', days: ['monday', 'payday'] },
		'Days in Send Only Between contains “payday”, which is not a day of the week.',
		'Enter days such as monday, or leave Days empty for every day.',
	],
	[
		{ from: '09:00', to: '20:00', timezone: 'Paris' },
		'Time Zone in Send Only Between is “Paris”, which is not a time zone.',
		'Enter the name of a time zone, e.g. Europe/Paris, or leave it empty for that of the workflow.',
	],
	...[undefined, null, '', '09:00'].map((hours): [unknown, string, string] => [
		hours,
		'Send Only Between has no hours.',
		'Add the hours in Send Only Between, or remove it from Additional Fields.',
	]),
];

it.each(REFUSED)('refuses %j', (hours, message, advice) => {
	expect(refusalOf(() => read({ sendOnlyBetween: { hours } }))).toEqual([
		`${message} [item 4]`,
		advice,
	]);
});

it.each([undefined, null, '', {}])('refuses Send Only Between as %j', (sendOnlyBetween) => {
	expect(refusalOf(() => read({ sendOnlyBetween }))?.[0]).toBe(
		'Send Only Between has no hours. [item 4]',
	);
});

const NINE_TO_EIGHT: SendHours = {
	window: { from: 9 * 60, to: 20 * 60, days: new Set([1, 2, 3, 4, 5]) },
	zone: WORKFLOW_ZONE,
	byRecipient: true,
};
const FRENCH = '+33612345678';

it.each([
	// Without Send At.
	['at once, within the hours', '2027-01-13T12:00:30', undefined, FRENCH, undefined],
	['before them', '2027-01-13T07:00:30', undefined, FRENCH, '2027-01-13T09:00'],
	['seconds before them', '2027-01-13T08:59:30', undefined, FRENCH, '2027-01-13T09:00'],
	['seconds before they end', '2027-01-13T19:59:59', undefined, FRENCH, undefined],
	['after them on Friday', '2027-01-15T20:00', undefined, FRENCH, '2027-01-18T09:00'],
	// With it.
	['within them', '2027-01-13T07:00', '2027-01-14T10:00', FRENCH, '2027-01-14T10:00'],
	['rounded up', '2027-01-13T07:00', '2027-01-14T10:00:01', FRENCH, '2027-01-14T10:01'],
	[
		'rounded up to their end',
		'2027-01-13T07:00',
		'2027-01-13T19:59:01',
		FRENCH,
		'2027-01-14T09:00',
	],
	['outside them', '2027-01-13T12:00', '2027-01-16T10:00', FRENCH, '2027-01-18T09:00'],
	['a time that has passed', '2027-01-13T12:00:30', '2027-01-13T11:59', FRENCH, undefined],
	[
		'a time within them that has passed, after they have ended',
		'2027-01-13T20:05',
		'2027-01-13T19:55',
		FRENCH,
		'2027-01-14T09:00',
	],
	[
		'a time before them that has passed too',
		'2027-01-13T08:30',
		'2027-01-13T08:00',
		FRENCH,
		'2027-01-13T09:00',
	],
	// Where the recipient is.
	[
		'in Tokyo, where it is evening',
		'2027-01-13T12:00',
		undefined,
		'+819012345678',
		'2027-01-14T01:00',
	],
	['in Tokyo, after 00', '2027-01-13T12:00', undefined, '00819012345678', '2027-01-14T01:00'],
	['a number without a plus', '2027-01-13T12:00', undefined, '819012345678', undefined],
	['in the United States', '2027-01-13T12:00', undefined, '+12025550123', undefined],
	['a local number', '2027-01-13T12:00', undefined, '0612345678', undefined],
	['a short code', '2027-01-13T12:00', undefined, '38080', undefined],
	['a group', '2027-01-13T12:00', undefined, undefined, undefined],
])('sends %s: now is %s, Send At is %s', (_, now, sendAt, number, expected) => {
	const millis = (time: string) => DateTime.fromISO(time, { zone: WORKFLOW_ZONE }).toMillis();
	const times = { now: millis(now), sendAt: sendAt && millis(sendAt), number, stepMs: MINUTE_MS };
	const time = sendTimeOf({ ...times, sendAt: times.sendAt || undefined }, NINE_TO_EIGHT);
	expect(time && DateTime.fromMillis(time, { zone: WORKFLOW_ZONE }).toISO()).toBe(
		expected && DateTime.fromISO(expected, { zone: WORKFLOW_ZONE }).toISO(),
	);
});

it('uses the time zone of the field unless that of the recipient is to go first', () => {
	const now = DateTime.fromISO('2027-01-13T12:00', { zone: WORKFLOW_ZONE }).toMillis();
	const hours = { ...NINE_TO_EIGHT, byRecipient: false };
	expect(sendTimeOf({ now, number: '+819012345678', stepMs: MINUTE_MS }, hours)).toBeUndefined();
});

it('only rounds up where there are no hours', () => {
	expect(sendTimeOf({ now: 5, sendAt: 60_001, stepMs: MINUTE_MS }, undefined)).toBe(120_000);
	expect(sendTimeOf({ now: 5, stepMs: MINUTE_MS }, undefined)).toBeUndefined();
});
