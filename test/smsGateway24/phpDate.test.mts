import { expect, it } from '@jest/globals';
import { readPhpDate } from '../../nodes/SmsGateway24/records/dates.ts';

const dump = (date: string, timezone_type: number, timezone: string) => ({
	date: `${date}.000000`,
	timezone_type,
	timezone,
});

it.each([
	[dump('2023-11-02 22:44:43', 3, 'Europe/Paris'), '2023-11-02T22:44:43+01:00'],
	[dump('2023-07-02 22:44:43', 3, 'Europe/Paris'), '2023-07-02T22:44:43+02:00'],
	[dump('2020-04-23 17:02:21', 3, 'UTC'), '2020-04-23T17:02:21Z'],
	[dump('2021-08-01 14:00:00', 1, '+02:00'), '2021-08-01T14:00:00+02:00'],
	[dump('2021-08-01 14:00:00', 1, '-05:30'), '2021-08-01T14:00:00-05:30'],
	[dump('2021-08-01 14:00:00', 1, '+00:00'), '2021-08-01T14:00:00Z'],
	[dump('2021-08-01 14:00:00', 2, 'UTC'), '2021-08-01T14:00:00Z'],
	[dump('2021-08-01 14:00:00', 2, 'CEST'), '2021-08-01T14:00:00'],
	[dump('2021-08-01 14:00:00', 2, 'EST'), '2021-08-01T14:00:00'],
	[dump('2021-08-01 14:00:00', 3, 'No/Where'), '2021-08-01T14:00:00'],
	['2021-08-01 14:00:00', '2021-08-01T14:00:00+09:00'],
	[null, null],
	[undefined, null],
	['', null],
	['never', null],
	[{ date: '0000-00-00 00:00:00.000000', timezone_type: 3, timezone: 'UTC' }, null],
	[{ date: 5 }, null],
	[42, null],
	[[], null],
])('reads %j as %j', (value, expected) => {
	expect(readPhpDate(value, 'Asia/Tokyo')).toBe(expected);
});
