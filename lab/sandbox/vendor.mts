import type { FastifyInstance } from 'fastify';

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
}

/** What the sandbox needs of a vendor to serve it. */
export interface Vendor {
	/** The name in the request log and, in lower case, in the addresses of the control API. */
	readonly name: string;
	/** Where the vendor's methods live, starting with a slash. */
	readonly prefix: string;
	/** Adds the vendor's methods. The scope hands over raw bodies, and has `prefix` before all paths. */
	mount(scope: FastifyInstance): void;
	/** Adds what can be controlled over HTTP, under `/control/<name in lower case>`. The scope parses JSON bodies. */
	mountControl(scope: FastifyInstance): void;
	/** All messages, in any order. */
	listMessages(): ListedMessage[];
}
