import { Exception } from './answers.mts';
import type { Message, Messages, MessageType, NewMessage } from './messages.mts';
import type { TextBoostSettings } from './settings.mts';
import { countParts } from './smsParts.mts';
import { isSince } from './versions.mts';

/** An SMS as the operator behind the host got it, which is when somebody has to pay for it. */
export interface HandedOverSms {
	readonly number: string;
	readonly text: string;
	/** '' where the request had none. */
	readonly sender: string;
	readonly type: MessageType;
}

/**
 * What the operator answers about an SMS that it got, where that is not "Delivered".
 *
 * - `status`: another word of the host's (recorded: "send, the gateway refuses").
 * - `words`: words of its own (recorded: "send, the gateway is down").
 * - `unreadable`: something that the host's code breaks on, with PHP's sentence (recorded: "send, the server breaks
 *   after the gateway took it").
 */
type FirstAnswer =
	| { kind: 'status'; status: string }
	| { kind: 'words'; words: string }
	| { kind: 'unreadable'; phpError: string };

/** The operator behind the host, which sends what it is handed over. */
export interface Operator {
	/** All SMS that it got, in order. */
	readonly handedOver: HandedOverSms[];
	/** What it answers about a number. */
	readonly answers: Map<string, FirstAnswer>;
	/**
	 * Hands an SMS over, and stores it with the answer.
	 *
	 * @throws Exception where the host breaks on the answer: the SMS is out then, and not in the table
	 */
	send(message: NewMessage): Message;
}

/** Recorded of 3.9: "send, the gateway is down". */
const LOG_ERROR =
	'Illuminate\\Log\\LogManager::info(): Argument #2 ($context) must be of type array, null given, called in Facade.php on line 355';

const UNITS: Partial<Record<MessageType, number>> = { voice: 2, mms: 3 };

/** What an SMS costs, in units of the plan. */
export function priceOf({ text, type = 'plain' }: NewMessage): number {
	return (UNITS[type] ?? 1) * countParts(text);
}

/** Whether the operator took an SMS without a word against it. */
export function isTaken({ status }: Pick<Message, 'status'>): boolean {
	return status.includes('Delivered');
}

/** Makes the operator, which answers "Delivered" about all numbers at first. */
export function createOperator(messages: Messages, settings: TextBoostSettings): Operator {
	const handedOver: HandedOverSms[] = [];
	const answers = new Map<string, FirstAnswer>();

	/** The first status of an SMS. From 3.9 on it is "Delivered" or "Failed", whatever the operator said (recorded). */
	function statusFrom(answer: FirstAnswer | undefined): string {
		switch (answer?.kind) {
			case undefined:
				return 'Delivered';
			case 'unreadable':
				throw new Exception('php', answer.phpError);
			case 'words':
				if (settings.version === '3.9') throw new Exception('php', LOG_ERROR);
				return isSince(settings.version, '3.13.0') ? 'Failed' : answer.words;
			case 'status':
				if (isTaken(answer)) return answer.status;
				return isSince(settings.version, '3.9') ? 'Failed' : answer.status;
		}
	}

	return {
		handedOver,
		answers,
		send(message) {
			const { number, text, own, type = 'plain' } = message;
			handedOver.push({ number, text, sender: own, type });
			const status = statusFrom(answers.get(number));
			const isFree = !isTaken({ status }) && isSince(settings.version, '3.8.0');
			return messages.add({
				...message,
				status,
				// "Delivered|<id>" from the start (fact sheet 16.11).
				gatewayId: isTaken({ status })
					? `SM${String(handedOver.length).padStart(8, '0')}`
					: undefined,
				parts: countParts(text),
				// "0" of one that failed (fact sheet 16.11); 3.1.0 has the price (recorded: "SMS list").
				cost: isFree ? 0 : priceOf(message),
			});
		},
	};
}
