import { DateTime } from 'luxon';
import type { Message } from './messages.mts';
import type { TextBoostSettings } from './settings.mts';

/**
 * A row of a message in the generation of the settings (fact sheet 6). The raw status of A and B is that of the last
 * delivery receipt, with its id (fact sheet 9). Of a message that came in, `from` is the account's own number and `to`
 * the other party (fact sheet 10).
 */
export function messageRow(message: Message, settings: TextBoostSettings): Record<string, unknown> {
	const parties = { to: message.number, from: message.own };
	const common = { uid: message.uid, ...parties, message: message.text };
	const clean = message.status;
	const raw = message.gatewayId === null ? clean : `${clean}|${message.gatewayId}`;
	switch (settings.rows) {
		case 'A':
		case 'B':
			return { ...common, status: raw, cost: '1' };
		case 'C':
			return { ...common, customer_status: clean, cost: '1' };
		case 'D':
			return {
				...common,
				sms_type: message.type,
				direction: message.direction,
				status: clean,
				sms_count: 1,
				cost: '1',
				sent_at: sentAt(message.createdAt, settings.serverZone),
			};
	}
}

/** The row of one recipient of several (fact sheet 5.2). */
export function severalRow(message: Message, id: number): Record<string, unknown> {
	return {
		id,
		uid: message.uid,
		to: message.number,
		from: message.own,
		message: message.text,
		customer_status: message.status,
		cost: '1',
		sms_count: 1,
	};
}

function sentAt(at: Date, zone: string): string {
	return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}
