import { expect, it } from '@jest/globals';
import { canBeHeld } from '../../nodes/BestSmsGateway/hold.ts';

it.each([
	'See http://a.example/1',
	'HTTPS://A.EXAMPLE',
	'Www.a.example',
	'Mail a@b.com',
	'Visit shop.ng today',
	'Thanks.See you',
	'word.abcd',
	'Call 08086689567',
	'Call 0808 668 9567',
	'Call (0808) 668-95',
	'On 2027-04-22 10:00',
	'1234567890',
])('can be held: %s', (text) => {
	expect(canBeHeld(text)).toBe(true);
});

it.each([
	'Hello Ada, your order is on its way.',
	'Order 0808668, at 10:30.',
	'Pay 1.50 or 2,000.00',
	'Meet @ noon. Bye.',
	'1 2 3 4 5',
	'Wait...',
])('cannot: %s', (text) => {
	expect(canBeHeld(text)).toBe(false);
});
