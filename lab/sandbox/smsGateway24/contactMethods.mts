import { ignoreUnknown, readParameters, Refusal } from '../requestParameters.mts';
import { newsletterTime } from './dates.mts';
import { withoutSpaces } from './messages.mts';
import { readersOf } from './parameters.mts';
import type { Method, SmsGateway24State } from './state.mts';

/** The methods about contact lists, contacts and newsletters (vendor document 5 to 7). */
export function contactMethods({ accounts, contacts, devices, messages }: SmsGateway24State) {
	/** Vendor document 5. */
	const savetag: Method = (parameters, note) => {
		const { text } = readersOf(note);
		const { token, title } = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', text),
				title: fields.required('title', text),
			}),
			ignoreUnknown(note),
		);
		const account = accounts.byToken(token).email;
		return { error: 0, tag_id: contacts.addList({ account, title }), message: 'OK' };
	};

	/**
	 * Vendor document 6. The list is `ctag_id` there and `tag_id` everywhere else, and the name is required there and
	 * optional everywhere else (fact sheet 2.10).
	 */
	const savecontact: Method = (parameters, note) => {
		const { text, id } = readersOf(note);
		const { token, phone, ctagId, tagId, fullname } = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', text),
				phone: fields.required('phone', text),
				ctagId: fields.optional('ctag_id', id),
				tagId: fields.optional('tag_id', id),
				fullname: fields.optional('fullname', (value) => value) ?? '',
			}),
			ignoreUnknown(note),
		);
		const listId = ctagId ?? tagId;
		if (listId === undefined) throw new Refusal('Parameter ctag_id is missing');
		if (tagId !== undefined && tagId !== listId) note('ctag_id and tag_id differ');
		contacts.requireList(listId, accounts.byToken(token).email);
		return {
			error: 0,
			contact_id: contacts.addContact({ listId, phone, fullname }),
			message: 'ok',
		};
	};

	/**
	 * Vendor document 7, whose sample is that of another method; the answer is from fact sheet 2.11 (inferred). `sim`
	 * and `time_to_send` are marked as required there but have a default, and the vendor's own clients leave them out:
	 * both are optional (fact sheet 2.11, inferred). Each contact of each list gets an SMS; the tap on "start" that the
	 * phone needs is taken as done.
	 */
	const savepaket: Method = (parameters, note) => {
		const { text, id, sim } = readersOf(note);
		const input = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', text),
				title: fields.required('title', text),
				deviceId: fields.required('device_id', id),
				body: fields.required('body', text),
				listIds: fields.required('tags', (value, name) =>
					value.split(',').map((part) => id(part.trim(), name)),
				),
				sim: fields.optional('sim', sim) ?? 0,
				timeToSend: fields.optional('time_to_send', newsletterTime(note)) ?? null,
			}),
			ignoreUnknown(note),
		);
		const { token, ...newsletter } = input;
		const account = accounts.byToken(token).email;
		devices.ofAccount(newsletter.deviceId, account);
		for (const listId of newsletter.listIds) contacts.requireList(listId, account);

		const newsletterId = contacts.addNewsletter({ account, ...newsletter });
		for (const contact of contacts.contacts) {
			if (!newsletter.listIds.includes(contact.listId)) continue;
			messages.add({
				sendto: withoutSpaces(contact.phone),
				body: newsletter.body,
				deviceId: newsletter.deviceId,
				sim: newsletter.sim,
				timetosend: newsletter.timeToSend,
				newsletterId,
			});
		}
		return { error: 0, message: 'OK', paket_id: newsletterId };
	};

	return { savetag, savecontact, savepaket };
}
