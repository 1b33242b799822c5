import type { OutgoingMessage } from './outgoingMessage';

interface OpenGroup<M> {
	group: M[];
	recipients: Set<string | undefined>;
}

/**
 * Groups messages into as few requests as their size allows, those of different kinds apart. No
 * request holds a number twice: gateways drop the second one silently.
 *
 * @param size how many messages a request may hold, the same for all messages of a kind
 */
export function pack<M extends OutgoingMessage>(
	messages: M[],
	size: number | ((message: M) => number),
	kindOf: (message: M) => string,
): M[][] {
	const sizeOf = typeof size === 'number' ? () => size : size;
	const groups: M[][] = [];
	const openByKind = new Map<string, Array<OpenGroup<M>>>();
	for (const message of messages) {
		const kind = kindOf(message);
		const open = openByKind.get(kind) ?? [];
		openByKind.set(kind, open);
		let place = open.find(({ recipients }) => !recipients.has(message.recipientKey));
		if (place === undefined) {
			place = { group: [], recipients: new Set() };
			open.push(place);
			groups.push(place.group);
		}
		place.group.push(message);
		place.recipients.add(message.recipientKey);
		if (place.group.length >= sizeOf(message)) open.splice(open.indexOf(place), 1);
	}
	return groups;
}
