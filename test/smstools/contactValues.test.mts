import { expect, it } from '@jest/globals';
import { contactValues, fullNameOf, toContact } from '../../nodes/Smstools/records/contact.ts';

it.each([
	['birthday', '1990-02-03', '1990-02-03'],
	['birthday', '1990-02-03 00:00:00', '1990-02-03'],
	['birthday', '1990-02-03T00:00:00Z', '1990-02-03'],
	['birthday', '1990-02-034', '1990-02-034'],
	['birthday', '3 February', '3 February'],
	['birthday', '0000-00-00', null],
	['birthday', '0000-00-00 00:00:00', null],
	['birthday', null, null],
	['birthday', { date: '1990-02-03' }, undefined],
	['unsubscribed', true, true],
	['unsubscribed', false, false],
	['unsubscribed', 1, true],
	['unsubscribed', '1', true],
	['unsubscribed', 'true', true],
	['unsubscribed', 0, false],
	['unsubscribed', '0', false],
	['unsubscribed', 'false', false],
	['unsubscribed', '', false],
	['unsubscribed', null, false],
	['unsubscribed', '2026-12-01', '2026-12-01'],
	['unsubscribed', [], undefined],
	['extra8', 7, '7'],
	['extra8', '', ''],
	['extra8', null, null],
	['extra8', {}, undefined],
])('%s %j of a row is saved as %j', (name, shown, saved) => {
	expect(contactValues({ [name]: shown })).toStrictEqual(
		saved === undefined ? {} : { [name]: saved },
	);
});

it('takes names by our names, and nothing that is no field of a contact', () => {
	const row = { firstname: 'Ann', lastname: 'Lee', phone: '32474123456', groupid: 3, extra9: 'x' };
	expect(contactValues(row)).toStrictEqual({ firstName: 'Ann', lastName: 'Lee' });
});

it.each([
	[{ firstname: ' Ann ', lastname: 'Lee' }, 'Ann Lee'],
	[{ firstname: 'Ann', lastname: ' ' }, 'Ann'],
	[{ lastname: 7 }, '7'],
	[{}, ''],
])('the name in %j is %j', (row, name) => {
	expect(fullNameOf(row)).toBe(name);
});

it('passes on a row without phone and ID as it came', () => {
	const row = { firstname: 'Ann' };
	expect(toContact(row)).toBe(row);
	expect(toContact({ phone: 32474123456 })).toStrictEqual({
		id: null,
		phone: '32474123456',
		groupId: null,
		firstName: null,
		lastName: null,
		birthday: null,
		unsubscribed: null,
	});
});
