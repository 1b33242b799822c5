import type { IDataObject } from 'n8n-workflow';
import type { Gateway } from './gateway.mts';
import { digitsOf } from './phoneNumber.mts';

/** An SMS as an item of a workflow. */
export interface Sms extends IDataObject {
	phone: string;
	text: string;
}

/** An input item: an SMS to a customer with a number and a name. */
export interface Item extends Sms {
	n: number;
	name: string;
}

/** `count` items with a number each, and a text of its own or the same for all. */
export function itemsFor({ phone }: Gateway, count: number, text?: string): Item[] {
	return Array.from({ length: count }, (_, n) => ({
		n,
		name: `Customer ${n}`,
		phone: phone(n),
		text: text ?? `Text ${n}`,
	}));
}

/** The digits of the items' numbers, in order. */
export function numbersOf(items: readonly IDataObject[]): string[] {
	return items.map(({ phone }) => digitsOf(phone));
}
