import { cleanGroupName } from './contacts.mts';
import { storedNumber } from './numbers.mts';
import { asText, isEmpty, itemsOf } from './php.mts';

/** An item of `contacts` (vendor document, `send_sms`, `save_contacts`), by its stored number. */
export interface ContactItem {
	phone: string;
	firstname: string;
	lastname: string;
	group: string;
	extraData: string;
	/** '' for the text of all. */
	message: string;
	/** '' for the time of all. */
	time: string;
}

/**
 * Reads `contacts`: a JSON list, or PHP's array notation. What is no JSON, and items without a number that the gateway
 * takes, are no contacts (recorded: "send contacts bad json", "send contacts no phone"). An item that is no object stands
 * for the one before it, without its names (recorded: "send contacts carry").
 *
 * @param group the group of items that have none
 * @returns the last item of each number, in the order of their first ones
 */
export function readContactItems(
	contacts: unknown,
	dialCode: string,
	group: string,
): Map<string, ContactItem> {
	const items = new Map<string, ContactItem>();
	let phone: string | undefined;
	for (const item of itemsOf(typeof contacts === 'string' ? parsed(contacts) : contacts)) {
		const isArray = typeof item === 'object' && item !== null;
		const fields: Record<string, unknown> = isArray ? { ...item } : {};
		if (isArray) phone = storedNumber(asText(fields['phone']), dialCode);
		if (phone === undefined) continue;
		const text = (name: string) => (isEmpty(fields[name]) ? '' : asText(fields[name]));
		const before = items.get(phone);
		const name = text('group_name');
		items.set(phone, {
			phone,
			firstname: text('firstname'),
			lastname: text('lastname'),
			group: name === '' ? group : cleanGroupName(name),
			extraData: text('extra_data'),
			message: text('override_message') || (before?.message ?? ''),
			time: text('override_date_time') || (before?.time ?? ''),
		});
	}
	return items;
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
