import type { OutgoingMessage } from './outgoingMessage';

interface OpenGroup<M> {
	group: M[];
	recipients: Set<string | undefined>;
}

/** What may share a request. */
interface PackingRules<M> {
	/** How many messages a request may hold, the same for all messages of a kind. */
	sizeOf: (message: M) => number;
	/** Messages of different kinds never share a request. */
	kindOf: (message: M) => string;
	/** Whether a request may hold a number twice, see `SendAdapter.allowsRepeats`. */
	allowsRepeats: boolean;
}

/** Groups messages into as few requests as the rules allow, in their order. */
export function pack<M extends OutgoingMessage>(
	messages: M[],
	{ sizeOf, kindOf, allowsRepeats }: PackingRules<M>,
): M[][] {
	const groups: M[][] = [];
	const openByKind = new Map<string, Array<OpenGroup<M>>>();
	for (const message of messages) {
		const kind = kindOf(message);
		const open = openByKind.get(kind) ?? [];
		openByKind.set(kind, open);
		let place = open.find(
			({ recipients }) => allowsRepeats || !recipients.has(message.recipientKey),
		);
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
