import { expect, it } from '@jest/globals';
import { readDate, readUnixSeconds } from '../../nodes/Smstools/records/dates.ts';

it.each([
	['2025-06-05 08:44:46', '2025-06-05T08:44:46+02:00'],
	['2025-01-05 08:44', '2025-01-05T08:44:00+01:00'],
	['11/10/2024/10/30', '2024-10-11T10:30:00+02:00'],
	['13/03/2024/10/30', '2024-03-13T10:30:00+01:00'],
	['05 jun 2025, 08:44:46', '2025-06-05T08:44:46+02:00'],
	['28 May 2025, 09:26:58', '2025-05-28T09:26:58+02:00'],
	['2025-02-30 08:44:46', null],
	['yesterday', null],
	['', null],
	[null, null],
	[1749113086, null],
])('reads %j in Brussels as %s', (value, iso) => {
	expect(readDate(value, 'Europe/Brussels')).toBe(iso);
});

it.each([
	[1749113086, '2025-06-05T08:44:46Z'],
	['1749113086', '2025-06-05T08:44:46Z'],
	[0, null],
	['', null],
	[null, null],
	[Infinity, null],
])('reads %j seconds as %s', (value, iso) => {
	expect(readUnixSeconds(value)).toBe(iso);
});
