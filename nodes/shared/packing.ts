import type { OutgoingMessage } from './outgoingMessage';

/**
 * Groups messages into as few requests as their size allows. No request holds a number twice:
 * gateways drop the second one silently.
 */
export function pack<M extends OutgoingMessage>(
	messages: M[],
	size: number,
	groupOf: (message: M) => string,
): M[][] {
	const groups: M[][] = [];
	const open: Array<{ kind: string; group: M[]; recipients: Set<string> }> = [];
	for (const message of messages) {
		const kind = groupOf(message);
		let place = open.find(
			(candidate) => candidate.kind === kind && !candidate.recipients.has(message.recipientKey),
		);
		if (place === undefined) {
			place = { kind, group: [], recipients: new Set() };
			open.push(place);
			groups.push(place.group);
		}
		place.group.push(message);
		place.recipients.add(message.recipientKey);
		if (place.group.length === size) open.splice(open.indexOf(place), 1);
	}
	return groups;
}
