import { expect, it } from '@jest/globals';
import { readSeconds, secondsIn } from '../../nodes/Smstools/records/dates.ts';
import { extentOf } from '../../nodes/Smstools/trigger/pages.ts';

const page = (count: number, total: number | null, limit: number | null = 5) => ({
	rows: Array.from({ length: count }, () => ({})),
	total,
	limit,
});

it.each([
	['an empty list', 1, page(0, 0), { total: 0, lastPage: 1, isLast: true }],
	['a list of one page', 1, page(3, 3), { total: 3, lastPage: 1, isLast: true }],
	['a full page that total may only count', 1, page(5, 5), { isLast: false }],
	['a total that is more than the page', 1, page(5, 12), { total: 12, lastPage: 3, isLast: false }],
	['the last page of such a list', 3, page(2, 12), { total: 12, lastPage: 3, isLast: true }],
	['a full last page', 2, page(5, 10), { total: 10, lastPage: 2, isLast: true }],
	['a page after the last one', 4, page(0, 12), { total: 12, lastPage: 3, isLast: true }],
	['a last page that total counts alone', 3, page(2, 2), { total: 12, lastPage: 3, isLast: true }],
	['an empty page that total counts alone', 4, page(0, 0), { isLast: true }],
	['no total', 2, page(2, null), { total: 7, lastPage: 2, isLast: true }],
	['no limit', 1, page(400, null, null), { total: 400, lastPage: 1, isLast: true }],
	['no limit, and a full page', 1, page(500, null, null), { isLast: false }],
	['a limit that was not kept to', 1, page(500, null, 1000), { isLast: false }],
])('reads from %s how far the list goes', (_name, number, listPage, extent) => {
	expect(extentOf(number, listPage)).toEqual(extent);
});

it.each([
	['1970-01-02 00:00:01', 86_401],
	[' 2025-06-05 08:44:46 ', 1749113086],
	['2025-06-05 08:44', 1749113040],
	['05 jun 2025, 08:44:46', 1749113086],
	['2025-06-05', null],
	['', null],
	[null, null],
	[1749113086, null],
])('reads %j as %s seconds', (value, seconds) => {
	expect(readSeconds(value)).toBe(seconds);
});

it('shows the time of a zone in the same seconds', () => {
	const instant = Date.parse('2025-06-05T06:44:46Z');
	expect(secondsIn('Europe/Brussels', instant)).toBe(readSeconds('2025-06-05 08:44:46'));
	expect(secondsIn('UTC', instant)).toBe(readSeconds('2025-06-05 06:44:46'));
});
