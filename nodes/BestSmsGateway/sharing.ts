import type { OutgoingSms } from './outgoing';

/**
 * What the gateway fills in from a contact's fields, in any case (vendor's public source,
 * `_replace_placeholders`; the vendor document has nothing on it). Of a number in `contacts` it
 * knows empty names, of one in `recipients` none, so that there `[firstname]` stays as it is.
 */
const PLACEHOLDER = /\[(firstname|lastname|phone|group_name)\]/i;

/**
 * What can put a request on hold: a link, an e-mail address or a long number in its text, where it
 * has many recipients (fact sheet, section 2). Rather too broad: it only tells SMS apart.
 */
const CAN_BE_HELD = /http|www\.|@|\d{11}/i;

/**
 * The same for all SMS that may share a request.
 *
 * - They have the same settings. The time is one of them: a batch goes out whole as soon as any SMS
 *   in it is due, whatever the `override_date_time` of the others (seen in the vendor's public
 *   source, `cron_get_sms_batch`; the vendor document says otherwise).
 * - A batch is put on hold whole, for its first text (seen in the source, `_send_sms`): no SMS waits
 *   for the link in another's text.
 * - `0809…` and `+234809…` may be one number, of which the gateway would drop one: items with local
 *   numbers are kept apart from those without.
 * - A text with a placeholder goes out as it would alone: together with the same text only, which
 *   needs no `contacts`. With a reference, which needs them, it has a request of its own, so that its
 *   number stands in `recipients` too, which the source prefers.
 */
export function sharingKeyOf(sms: OutgoingSms): string {
	const { itemIndex, recipientKey, text, reference, settings, isOfLocalItem } = sms;
	const common = [settings, CAN_BE_HELD.test(text), isOfLocalItem];
	if (!PLACEHOLDER.test(text)) return JSON.stringify(common);
	return JSON.stringify([...common, text, ...(reference ? [itemIndex, recipientKey] : [])]);
}
