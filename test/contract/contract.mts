import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';

/** An operation with what it is called with. */
export interface Call {
	resource: string;
	operation: string;
	parameters: INodeParameters;
}

/** An operation that sends to numbers, with what it needs beside what Send needs. */
interface Send extends Call {
	/** Whether it can do without a text. */
	textIsOptional?: boolean;
	/** Whether no document shows its request. */
	isUndocumented?: boolean;
}

/** An operation that creates or saves something, and what its errors say of that. */
interface Write extends Call {
	notDone: string;
	maybeDone: string;
	/** Whether it may go again when it may be done, so that the advice is only about the fault. */
	isRepeatable?: boolean;
	/** Whether an empty body at HTTP 200 is success. */
	takesNoBody?: boolean;
}

/** What can come in place of a response, and what is to be said of it. */
export interface FaultRow {
	name: string;
	fault: Fault;
	/** The sentence to a read. */
	message: string;
	advice: string;
	/** What it means for a send or a creation. */
	outcome: 'notSent' | 'unknown';
	/** The sentence to a send where it is not the same. */
	toSend?: string;
	/** What it means for a send where that is not the same. */
	sendOutcome?: 'unknown';
}

/** Resource, operation, parameters, and the sentence. */
export type BadInput = [string, string, INodeParameters, string];

/** What the tests of this folder must know of a gateway, beside what all tests know of it. */
export interface Contract {
	/** All operations, in the order in which the node declares them. */
	operations: string[];
	/** What reads, changes or deletes; each succeeds or fails by itself. The first needs nothing, and succeeds. */
	reads: [Call, ...Call[]];
	writes: Write[];
	sends: Send[];
	faults: {
		/** The beginning of a good response. */
		cutJson: string;
		/** Complete JSON that no operation of `reads`, `writes` and `sends` reads as a response. */
		foreignJson: string;
		/** The advice on a web page where it is not that of most gateways. */
		pageAdvice?: string;
		/** The words on HTTP 429 with a waiting time of an hour where they are not those of most gateways. */
		tooManyWords?: string;
		own: FaultRow[];
	};
	badInput: BadInput[];
	credential: {
		/** What the test of the credential says of a server that is not the gateway. */
		notTheApi: string;
		/** Credentials that the gateway does not know: what they are, the changes, and what the test says. */
		unknown: Array<[string, ICredentialDataDecryptedObject, string]>;
		/** Responses to the test that are none of success: HTTP status and body, and what it says. */
		responses: Array<[number, unknown, string]>;
		/** Keys that go into a header, with their display names. */
		headerKeys: Array<[string, string]>;
		/** The fields whose values no error may show. */
		secrets: [string, ...string[]];
		/** Bodies in the gateway's own shapes with these words in them. */
		bodiesWith: (words: string) => unknown[];
	};
}
