import type { Clock } from '../clock.mts';
import { noteStored } from '../exchanges.mts';
import { Refusal } from '../requestParameters.mts';
import { wholeSeconds } from './dates.mts';
import type { Devices } from './devices.mts';
import type { SmsGateway24Settings } from './settings.mts';
import type { FailureStatus } from './statuses.mts';
import type { DELIVERED } from './statuses.mts';
import { INCOMING, SENT_STEP, STATUS_WALK } from './statuses.mts';

/** The first id, from the sample of vendor document 2. */
const FIRST_ID = 62807347;

/** An SMS to store. */
export interface NewMessage {
	/** The other party's number, also of an incoming SMS (fact sheet 2.5, inferred). */
	sendto: string;
	body: string;
	deviceId: number;
	/** 0 to 5 (fact sheet 1.1). Default: 0. */
	sim?: number;
	/** When to send it. Default: null, at once. */
	timetosend?: Date | null;
	/** The caller's own number for it. Default: null. */
	customerid?: number | null;
	/** Default: false. */
	urgent?: boolean;
	/** When the gateway got it. Default: now. */
	created?: Date;
	/** The newsletter that it belongs to. Default: null. */
	newsletterId?: number | null;
	/** A status to keep. Default: none, the status moves as the phone works. */
	status?: number;
}

/** An SMS as it is now. */
export interface Message {
	readonly id: number;
	readonly sendto: string;
	readonly body: string;
	readonly deviceId: number;
	readonly sim: number;
	readonly timetosend: Date | null;
	readonly customerid: number | null;
	readonly urgent: boolean;
	/** In whole seconds. */
	readonly created: Date;
	readonly newsletterId: number | null;
	/** A code of vendor document 4. */
	readonly status: number;
	/** When the phone sent it; null when it has not, or when the status was set from outside. */
	readonly sentAt: Date | null;
}

export interface Messages {
	/** Stores an SMS and returns its id; ids grow. @throws Refusal when the device does not exist */
	add(message: NewMessage): number;
	/** The SMS with this id, if it is on a device of the account. @throws Refusal otherwise (text inferred) */
	ofAccount(id: number, account: string): Message;
	/** All SMS, oldest id first. */
	list(): Message[];
	/** Ends an outgoing SMS with this status at once. @throws Error for an unknown or incoming one */
	end(id: number, status: FailureStatus | typeof DELIVERED): void;
	/** Numbers the messages that come from now on from this one, because those of before are lost. */
	numberFrom(id: number): void;
	dump(): StoredMessages;
	load(stored: StoredMessages): void;
}

/** All that the store holds. */
export interface StoredMessages {
	messages: ReadonlyMap<number, StoredMessage>;
	nextId: number;
}

interface StoredMessage extends Omit<Message, 'status' | 'sentAt'> {
	/** From when on the phone may take it, not cut to seconds. */
	readonly due: Date;
	fixedStatus: number | null;
}

/**
 * Makes the store of SMS, empty at first.
 *
 * The status of an SMS is not stored but follows from the clock: from the moment that it is due, it moves one step
 * further along {@link STATUS_WALK} each time that its phone has been online for `statusStepMs`.
 */
export function createMessages(
	clock: Clock,
	devices: Devices,
	settings: SmsGateway24Settings,
): Messages {
	const messages = new Map<number, StoredMessage>();
	let nextId = FIRST_ID;

	function reached(message: StoredMessage, step: number): Date | null {
		const { deviceId, due } = message;
		const at = devices.onlineFor(deviceId, due, step * settings.statusStepMs);
		return at !== undefined && at <= clock.now() ? at : null;
	}

	function walkedStatus(message: StoredMessage): number {
		return (
			STATUS_WALK.findLast((_status, step) => reached(message, step) !== null) ?? STATUS_WALK[0]
		);
	}

	function view(message: StoredMessage): Message {
		const { due: _due, fixedStatus, ...rest } = message;
		return {
			...rest,
			status: fixedStatus ?? walkedStatus(message),
			sentAt: fixedStatus === null ? reached(message, SENT_STEP) : null,
		};
	}

	return {
		add(message) {
			devices.get(message.deviceId);
			const created = message.created ?? clock.now();
			const timetosend = message.timetosend ?? null;
			const id = nextId;
			nextId += 1;
			messages.set(id, {
				id,
				sendto: message.sendto,
				body: message.body,
				deviceId: message.deviceId,
				sim: message.sim ?? 0,
				timetosend,
				customerid: message.customerid ?? null,
				urgent: message.urgent ?? false,
				created: wholeSeconds(created),
				newsletterId: message.newsletterId ?? null,
				// A time in the past does not let the phone have sent it before it was there.
				due: timetosend !== null && timetosend > created ? timetosend : created,
				fixedStatus: message.status ?? null,
			});
			noteStored(String(id), message.sendto);
			return id;
		},
		ofAccount(id, account) {
			const message = messages.get(id);
			if (message === undefined || devices.get(message.deviceId).account !== account) {
				throw new Refusal('Sms not found');
			}
			return view(message);
		},
		list: () => [...messages.values()].map(view),
		end(id, status) {
			const message = messages.get(id);
			if (message === undefined || message.fixedStatus === INCOMING) {
				throw new Error(`There is no outgoing SMS ${id}`);
			}
			message.fixedStatus = status;
		},
		numberFrom(id) {
			nextId = id;
		},
		dump: () => ({ messages, nextId }),
		load(stored) {
			for (const [id, message] of stored.messages) messages.set(id, message);
			nextId = stored.nextId;
		},
	};
}

/** A number as a send stores it: `+49 157 52982212` is listed as `+4915752982212` (fact sheet 7.7). */
export function withoutSpaces(number: string): string {
	return number.replaceAll(/\s/g, '');
}
