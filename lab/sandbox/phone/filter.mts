import { Refusal } from '../requestParameters.mts';
import type { PhoneMessage } from './messages.mts';

/** By which parts of a message the list can be searched. */
const NAMES = ['gateway', 'number', 'direction', 'outcome', 'text'] as const;

/** A search for messages. */
export interface Filter {
	matches: (message: PhoneMessage) => boolean;
	/** The other parameters of the query. */
	rest: Record<string, string>;
}

/**
 * Reads a search: `gateway`, `direction` and `outcome` are equal, `text` is in the text, and numbers are the same where
 * their digits are.
 *
 * @param others names of parameters that are read elsewhere
 * @throws Refusal for another parameter
 */
export function readFilter(query: Record<string, string>, others: readonly string[]): Filter {
	for (const name of Object.keys(query)) {
		const isKnown = others.includes(name) || NAMES.some((known) => known === name);
		if (!isKnown) throw new Refusal(`Unknown parameter ${name}`);
	}
	const { gateway, number, direction, outcome, text, ...rest } = query;
	// In a query, a plus that was not encoded is a blank.
	const digits = number?.replace(/\D/g, '');
	return {
		rest,
		matches: (message) =>
			(gateway === undefined || message.vendor.toLowerCase() === gateway.toLowerCase()) &&
			(digits === undefined || message.number.replace(/\D/g, '') === digits) &&
			(direction === undefined || message.direction === direction) &&
			(outcome === undefined || message.outcome === outcome) &&
			(text === undefined || message.text.includes(text)),
	};
}
