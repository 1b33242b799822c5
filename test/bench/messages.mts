import type { Gateway } from '../../lab/gateways/gateway.mts';
import type { Sms } from '../../lab/gateways/items.mts';

/** The same for all, as a mailing has it, so that Send Many needs few requests at every gateway. */
export const TEXT = 'Your appointment is tomorrow at 10:30. Call us if you cannot come.';

/**
 * Messages to different numbers with one text.
 *
 * @param firstNumber 0 to 999,999
 */
export function messagesTo({ phone }: Gateway, firstNumber: number, count: number): Sms[] {
	return Array.from({ length: count }, (_message, index) => ({
		phone: phone(firstNumber + index),
		text: TEXT,
	}));
}
