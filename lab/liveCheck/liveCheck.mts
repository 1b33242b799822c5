import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../gateways/gateway.mts';
import type { Exchange } from './exchange.mts';

/** What somebody enters. */
export interface Question {
	/** The field of the credential, or `phone` or `from`. */
	name: string;
	/** How it is asked. */
	label: string;
	/** Never shown while it is typed, nor in the report. */
	isSecret: boolean;
	/** What counts where nothing is entered; a question without it needs an answer. */
	default?: string;
	/** What is wrong with an answer, as a sentence that does not repeat it; undefined for a good one. */
	problem?: (answer: string) => string | undefined;
}

/** What was seen of one step. */
export interface Observation {
	exchanges: Exchange[];
	/** The names of fields that may be shown: those in the fact sheet. */
	names: ReadonlySet<string>;
	/** The node's output. */
	items: IDataObject[];
	/** The node's error sentence, where it failed. */
	error: string | undefined;
	/** When the step began and ended, in milliseconds. */
	startedAt: number;
	endedAt: number;
}

/** What the steps know of what was entered and seen before. */
export interface Context {
	/** One's own phone. */
	phone: string;
	from: string;
	/** The text of the SMS, which no other one has. */
	text: string;
	/** What was seen of the steps so far, by their names. */
	seen: ReadonlyMap<string, Observation>;
}

/** `cannotTell`: what was returned does not show it, such as an empty list. */
export type Verdict = 'asExpected' | 'differs' | 'cannotTell';

/** Something that no document says for certain. */
export interface OpenPoint {
	question: string;
	/** Of the gateway's fact sheet in docs/vendors, such as "section 11.2". */
	section: string;
	/** What the nodes take for granted, as a sentence. */
	expected: string;
	/** Judges it. What is `seen` names no value but shapes, times of day and sentences of the gateway. */
	judge: (observation: Observation, context: Context) => { verdict: Verdict; seen: string };
}

/** An operation of the node that is run once. */
export interface Step {
	name: string;
	cost: 'free' | 'oneSms';
	resource: string;
	operation: string;
	/** Undefined where it cannot be run, such as without a phone in the account. */
	parameters: (context: Context) => INodeParameters | undefined;
	/** Uses a key that is wrong in this field of the credential. */
	wrongKey?: string;
	points: OpenPoint[];
}

/** What is to be found out at one gateway. */
export interface LiveCheck {
	gateway: GatewayName;
	/** As it is written on the command line. */
	word: string;
	title: string;
	/** Node and credential in the package. */
	nodeType: string;
	credentialType: string;
	/** The address of the gateway, unless another one is given. */
	baseUrl: string;
	/** Fields of the credential that need no question. */
	constants: Record<string, string | boolean>;
	questions: Question[];
	steps: Step[];
}
