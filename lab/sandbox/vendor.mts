import type { FastifyInstance } from 'fastify';
import type { AskedSms, SendContent } from './sends.mts';

/** How a message stands, in words that are the same for all gateways. */
export type Outcome = 'open' | 'delivered' | 'failed' | 'expired' | 'received';

/** One message in the list for people. */
export interface ListedMessage {
	/** The vendor's name, such as `smsGateway24`. */
	vendor: string;
	id: string;
	/** When the gateway got it, ISO 8601 in UTC. */
	at: string;
	direction: 'incoming' | 'outgoing';
	/** The other party's number. */
	number: string;
	text: string;
	/** The vendor's own word for the state. */
	status: string;
	outcome: Outcome;
	/** What it is, such as `voice call`, where it is no SMS and so has no segments. */
	kind?: string;
	/** When it is to be sent, ISO 8601 in UTC, while it waits for that. */
	sendAt?: string;
}

/** A way in which a message can end, in the vendor's words. */
export interface Ending {
	outcome: 'delivered' | 'failed' | 'expired';
	/** The vendor's own word, such as `No Service`. */
	reason: string;
}

/** A group of contacts. */
export interface ListedGroup {
	id: string;
	name: string;
	/** How many contacts it has. */
	contacts: number;
}

/** A phone of the account. */
export interface ListedPhone {
	id: number;
	title: string;
	online: boolean;
}

/** A contact to save. */
interface NewListedContact {
	/** Country code and number, digits only. */
	phone: string;
	firstName: string;
	lastName: string;
}

/** What somebody at the sandbox does with the account, past the vendor's API. Ids are the vendor's. */
interface AccountControls {
	/** The first of an outcome is the usual one. */
	readonly endings: readonly Ending[];
	/** Ends an outgoing message at once. @throws Error for an unknown message or an ending that is not among `endings` */
	end(id: string, ending: Ending): void;
	/**
	 * Lets an SMS come in and returns its id; missing where the gateway receives none. Its fields are `from` and `text`,
	 * and what the gateway has beside them.
	 *
	 * @throws Refusal for other fields
	 */
	receive?: (fields: unknown) => string;
	/** In the vendor's units; missing where an account has none. */
	balance?: number;
	groups(): ListedGroup[];
	/** Returns the group's id. */
	addGroup(name: string): string;
	/** @param group its id */
	addContact(group: string, contact: NewListedContact): void;
	/** Phones that send; missing where the gateway sends by itself. */
	phones?: () => ListedPhone[];
	/** @throws Error for an unknown phone */
	setOnline?: (phone: number, online: boolean) => void;
}

/** A response, as far as it tells whether a request was refused. */
export interface VendorAnswer {
	status: number;
	body: string;
}

/** Why a request was refused. */
export interface RefusalReason {
	/** The vendor's own sentence, with its code. */
	sentence: string;
	/** The rule that the request broke, with its source; undefined where no document has it. */
	rule?: string;
}

/** What the sandbox needs of a vendor to serve it. */
export interface Vendor {
	/** The name in the request log and, in lower case, in the addresses of the control API. */
	readonly name: string;
	/** Its name for people. */
	readonly title: string;
	/** Where the vendor's methods live, starting with a slash. */
	readonly prefix: string;
	/** Adds the vendor's methods. The scope hands over raw bodies, and has `prefix` before all paths. */
	mount(scope: FastifyInstance): void;
	/** All messages, in any order. */
	listMessages(): ListedMessage[];
	readonly account: AccountControls;
	/** The SMS that a request asks for; none where it does something else. @throws SyntaxError for JSON that is none */
	sendsIn(content: SendContent): AskedSms[];
	/** Why an answer is a refusal; undefined where it is none. */
	refusalIn(answer: VendorAnswer): RefusalReason | undefined;
	/** Numbers the messages that come from now on from this one, because those of before are lost. */
	numberFrom(id: number): void;
	/** All that it knows, as data that can be stored and given to `load`. */
	dump(): unknown;
	/** Puts back what `dump` gave. */
	load(dumped: unknown): void;
}
