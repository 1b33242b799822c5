import { expect, it } from '@jest/globals';
import {
	keyOfUid,
	orderOfUid,
	timeOfUid,
	uidOfKey,
} from '../../nodes/TextBoost/records/uidTime.ts';

const hex = (date: Date) => Math.floor(date.getTime() / 1000).toString(16);
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

it.each([
	// The two documented rows whose `sent_at` agrees, and the sample of the vendor document.
	['683831ed00000', '2025-05-29T10:07:41.000Z'],
	['68b401b9f423f', '2025-08-31T08:03:05.000Z'],
	['606812E63F78B', '2021-04-03T07:01:58.000Z'],
])('reads %s as %s', (uid, time) => {
	expect(timeOfUid(uid)?.toJSDate().toISOString()).toBe(time);
});

it.each([
	['a shorter one', '683831ed0000'],
	['a longer one', '683831ed000000'],
	['one of 32 digits', '683831ed00000683831ed00000683831'],
	['another letter', '683831ed0000g'],
	['a million microseconds', '683831edf4240'],
	['a time before there was such a server', '0000000000000'],
	['a time that is still to come', `${hex(inDays(2))}00000`],
	['nothing', null],
	['a number', 5],
])('reads no time from %s', (_, uid) => {
	expect(timeOfUid(uid)).toBeUndefined();
});

it('orders uids by the time that they carry, also by one that is still to come', () => {
	const uids = [
		'683831ed00000',
		'683831edf423f',
		'683831ee00000',
		'68b401b9f423f',
		'f000000000000',
	];
	const orders = uids.map(orderOfUid);
	expect(orders).toEqual(uids.map((uid) => parseInt(uid, 16)));
	expect(orders).toEqual(orders.toSorted((a = 0, b = 0) => a - b));
});

it.each([
	['683831ed00000', String(0x683831ed00000)],
	['683831EDF423F', '_683831EDF423F'],
	['683831edf4240', '_683831edf4240'],
	['1833495789404160', '_1833495789404160'],
	['0f0e-_x', '_0f0e-_x'],
])('turns the uid %s into the key %s, and back', (uid, key) => {
	expect(keyOfUid(uid)).toBe(key);
	expect(uidOfKey(key)).toBe(uid);
});
