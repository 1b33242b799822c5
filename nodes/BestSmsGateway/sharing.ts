import type { OutgoingSms } from './outgoing';

/**
 * What the gateway fills in from a contact's names, in any case (vendor's public source,
 * `_replace_placeholders`; the vendor document has nothing on it). Of a number in `contacts` it
 * knows empty names, of one in `recipients` none, so that there `[firstname]` stays as it is. What
 * else it fills in, such as `[phone]`, it knows of both.
 */
const NAME_PLACEHOLDER = /\[(firstname|lastname)\]/i;

/**
 * What can put a request on hold: a link, an e-mail address or a number of 11 digits in its text
 * (fact sheet, section 2; seen in the vendor's public source, `_send_sms`).
 */
const CAN_BE_HELD = /http|www\.|\S@\S+\.\S|\b\d{11}/i;

/** Which SMS share a request where their text can put it on hold: those of one item, or all of one text. */
export type HeldTogether = 'item' | 'text';

/**
 * The same for all SMS that may share a request.
 *
 * - They have the same settings. The time is one of them: a batch goes out whole as soon as any SMS
 *   in it is due, whatever the `override_date_time` of the others (seen in the vendor's public
 *   source, `cron_get_sms_batch`; the vendor document says otherwise).
 * - A batch is put on hold whole, for its first text and the number of its recipients (seen in the
 *   source, `_send_sms`): a text that can do that shares with the same text at most.
 * - `0809…` and `+234809…` may be one number, of which the gateway would drop one: items with local
 *   numbers are kept apart from those without, and an item with both from all others.
 * - A text with a name placeholder goes out as it would alone: together with the same text only,
 *   which needs no `contacts`. With a reference, which needs them, it has a request of its own, so
 *   that its number stands in `recipients` too, which the source prefers.
 * - So do SMS whose numbers are to be saved: of those in `contacts` the source saves names, of those
 *   in `recipients` none, and rows of both kinds in one insert may be refused (fact sheet, section 6).
 */
export function sharingKeyOf(sms: OutgoingSms, heldTogether: HeldTogether): string {
	const { itemIndex, recipientKey, text, reference, settings, localNumbers } = sms;
	const canBeHeld = CAN_BE_HELD.test(text);
	const needsOneText = NAME_PLACEHOLDER.test(text) || settings.saveAs !== '';
	const isOfOneItem = localNumbers === 'some' || (canBeHeld && heldTogether === 'item');
	return JSON.stringify({
		settings,
		localNumbers,
		item: isOfOneItem ? itemIndex : undefined,
		text: canBeHeld || needsOneText ? text : undefined,
		sms: needsOneText && reference ? [itemIndex, recipientKey] : undefined,
	});
}
