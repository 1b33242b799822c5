import type { OutgoingSms } from './outgoingSms';

/**
 * A request with fewer recipients is not put on hold, whatever its text (fact sheet, section 12.4). Whether a text can
 * put one on hold is not to be foreseen: the gateway has a list of words that is not known.
 */
const LEAST_HELD = 50;

/**
 * What the gateway fills in from a contact's names, in any case (fact sheet, section 2). Of a number in
 * `contacts` it knows empty names, of one in `recipients` none, so that there `[firstname]` stays as it is.
 * What else it fills in, such as `[phone]`, it knows of both.
 */
const NAME_PLACEHOLDER = /\[(firstname|lastname)\]/i;

/** Whether the gateway fills names into a text, or leaves their places as they are. */
export function hasNamePlaceholder(text: string): boolean {
	return NAME_PLACEHOLDER.test(text);
}

/**
 * The same for all SMS that may share a request.
 *
 * - They have the same settings. The time is one of them: a batch goes out whole as soon as any SMS
 *   in it is due, whatever the `override_date_time` of the others (seen in the vendor's public
 *   source, `cron_get_sms_batch`; the vendor document says otherwise).
 * - A request is put on hold whole, for its first text and the number of its recipients (fact sheet,
 *   section 12.4): items with this many recipients have requests of their own, and all others share
 *   those that are too small for it, see `mostTogether`.
 * - `0809…` and `+234809…` may be one number, of which the gateway would drop one: items with local
 *   numbers are kept apart from those without, and an item with both from all others.
 * - A text with a name placeholder goes out as it would alone: together with the same text only,
 *   which needs no `contacts`. With a reference, which needs them, it has a request of its own, so
 *   that its number is in `recipients` too, which the source prefers.
 * - So do SMS whose numbers are to be saved: of those in `contacts` the source saves names, of those
 *   in `recipients` none, and rows of both kinds in one insert are refused (recorded: "send save_as
 *   names+rec").
 */
export function sharingKeyOf(sms: OutgoingSms): string {
	const { itemIndex, recipientKey, text, reference, settings, localNumbers } = sms;
	const needsOneText = hasNamePlaceholder(text) || settings.saveAs !== '';
	const isOfOneItem = localNumbers === 'some' || isLarge(sms);
	return JSON.stringify({
		settings,
		localNumbers,
		item: isOfOneItem ? itemIndex : undefined,
		text: needsOneText ? text : undefined,
		sms: needsOneText && reference ? [itemIndex, recipientKey] : undefined,
	});
}

/** How many SMS may share a request with this one, so that none of them is on hold for another item's sake. */
export function mostTogether(sms: OutgoingSms): number {
	return isLarge(sms) ? Infinity : LEAST_HELD - 1;
}

/** Whether an item has so many recipients that its text can put it on hold without any other. */
function isLarge({ recipients }: OutgoingSms): boolean {
	return recipients >= LEAST_HELD;
}
