import type { INodeParameters } from 'n8n-workflow';
import type { Fault, FaultRule } from '../sandbox/faults.mts';
import type { RecordedRequest } from '../sandbox/requestLog.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import type { SingleSms } from './singleSms.mts';

/** A gateway, by its name in the sandbox. */
export type GatewayName = 'smsGateway24' | 'smstools' | 'bestSmsGateway' | 'textBoost';

/** The name of its node in the package; that of its trigger has "Trigger" after it. */
export function nodeOf(gateway: GatewayName): string {
	return gateway === 'smstools' ? 'smsGatewayApi' : gateway;
}

export type SendOperation = 'send' | 'sendMany';

/** A credential, as n8n takes it. */
export interface Credential {
	name: string;
	type: string;
	data: Record<string, string | boolean>;
}

/** What tests, checks and the benchmark must know of a gateway to send there. */
export interface Gateway {
	name: GatewayName;
	/** Its name for people, which the node has in its sentences too. */
	title: string;
	/** A good one, of the account that is there from the start. */
	credential: (sandbox: Sandbox) => Credential;
	/** The field of the credential that holds the secret with which requests are signed. */
	secretField: string;
	/** Sets the gateway to its start, so that no test meets another one's, and returns a good credential. */
	prepare(sandbox: Sandbox, credential: Credential): Credential;
	/** Gives all accounts credit for any number of SMS. */
	giveCredit: (sandbox: Sandbox) => void;
	/** What Send and Send Many need beside number and text. */
	parameters: INodeParameters;
	/** What lets no two of the items that `itemsFor` makes share a request. */
	aRequestEach: Record<SendOperation, INodeParameters>;
	/** How many items with one text share a request, at most. */
	itemsPerRequest: Record<SendOperation, number>;
	/** How many requests one run has under way unless the user says otherwise. */
	concurrency: number;
	/** How many milliseconds after the answer to a send the account's next one may start. */
	paceMs: number;
	singleSms: SingleSms;
	/** The number of customer `index`, below a million, as an item has it. */
	phone: (index: number) => string;
	/** Which requests send, for a fault. */
	sendRequests: Record<SendOperation, Pick<FaultRule, 'path' | 'form'>>;
	/** The numbers that a request asks to send to, as it writes them; none where it does something else. */
	numbersIn: (request: RecordedRequest) => unknown[];
	/** How many SMS the gateway has accepted so far. */
	countAccepted: (sandbox: Sandbox) => number;
	/** The numbers that all SMS so far went out to, in order; one that went out twice is there twice. */
	delivered: (sandbox: Sandbox) => string[];
	/** The texts of these SMS, in the same order. */
	deliveredTexts: (sandbox: Sandbox) => string[];
	/** How the gateway refuses a whole request, in a way that is known to come before anything is sent. */
	refusal: Fault;
	/** The gateway's own sentence in it. */
	refusalSentence: string;
	/** Lets the gateway refuse this number a number of times; what else is in the request may be sent or not. */
	refuse: (sandbox: Sandbox, phone: string, times: number) => void;
	/** What an error says of a number that `refuse` is about. */
	refusalWords: RegExp;
	/** A number that the gateway refuses whenever it comes, and takes the others of its item. */
	refusedNumber: (sandbox: Sandbox) => string;
}

/** Credit for any number of SMS. */
export const PLENTY = 1e9;
