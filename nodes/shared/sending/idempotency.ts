import { randomUUID } from 'crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import { attempt } from '../failure/thrown';
import { FieldReader } from '../input/fieldReader';
import type { ParameterReader } from '../input/parameterReader';
import { createRunStore } from '../operations/runStore';
import type { Ending } from '../operations/sentKeys';
import { SentKeys } from '../operations/sentKeys';
import { isRecord } from '../record/json';
import type { MessageStatus } from '../record/message';
import type { OutgoingMessage } from './outgoingMessage';
import type { SendRunContext } from './sendContext';

/** What a gateway knows of messages that can have an idempotency key. */
export interface Idempotency<M> {
	/** What goes to whom, where the same must not go twice in one execution. */
	contentOf(message: M): string[];
	/** The row of a message that does not go out, without its status. */
	unsentRow(message: M): IDataObject;
	/** Whether the gateway only checks it. What was tried out must not keep the real one from being sent. */
	isTrial?(message: M): boolean;
}

/** That of which a message with the same one is not sent again. */
export interface IdempotencyKey {
	/** What tells it from other keys, recipient included. */
	whole: string;
	/** What the user gave; missing where it is the one that a message has by default. */
	given?: string;
}

/** What comes of messages before they are sent. */
interface ClaimedGroup<M> {
	/** Those that may go, in their order. */
	granted: M[];
	/** What is known of others by now. */
	settled: Array<[M, Reading<IDataObject>]>;
	/** Those whose key another message has, which is under way. */
	waiting: Array<Waiting<M>>;
}

export interface Waiting<M> {
	message: M;
	/** Resolves when the outcome of the other message is known. */
	ended: Promise<void>;
}

const DEFAULT_MOST_KEYS = 10_000;
/** n8n reads and writes all of them with each send. */
const LARGEST_MOST_KEYS = 100_000;

const DISPLAY_NAME = 'Idempotency Key';

/**
 * The key that the user gave an item.
 *
 * @throws NodeOperationError naming the field, also where it is there but empty
 */
export function readKey(
	{ node }: SendRunContext,
	parameter: ParameterReader,
	itemIndex: number,
): string | undefined {
	const fields = new FieldReader(node, itemIndex, parameter);
	const additional = parameter('additionalFields', {});
	if (!isRecord(additional) || !('idempotencyKey' in additional)) return undefined;
	const key = fields.trimmedText(additional.idempotencyKey, DISPLAY_NAME);
	if (key !== undefined) return key;
	throw fields.error(
		`${DISPLAY_NAME} is empty, so a repeated message could not be recognized.`,
		`Check the expression in ${DISPLAY_NAME}, or remove the field to send without a key.`,
	);
}

/**
 * Gives the messages of an item their keys: the key alone where there is one message, and with the recipient where there
 * are several.
 *
 * @param given the key that the user gave
 */
export function withKeys<M extends OutgoingMessage>(
	messages: M[],
	{ node, onceIn }: SendRunContext,
	parameter: ParameterReader,
	given: string | undefined,
	idempotency: Idempotency<M>,
): M[] {
	if (messages.some((message) => idempotency.isTrial?.(message))) return messages;
	if (given !== undefined) {
		const isAlone = messages.length === 1;
		// Two ways to write é are one key.
		const key = given.normalize();
		return messages.map((message) => {
			const parts = isAlone ? [key] : [key, message.recipientKey];
			return { ...message, key: { whole: JSON.stringify(parts), given } };
		});
	}
	if (onceIn === undefined) return messages;
	const sendAt = sendAtOfAgent(node, parameter);
	return messages.map((message) => {
		const content = idempotency.contentOf(message);
		const whole = JSON.stringify({ execution: onceIn.execution, content, sendAt });
		return { ...message, key: { whole } };
	});
}

/**
 * Send At where an AI agent fills it in: the same reminder at two times is two messages. One that a person has set may be
 * an expression of the time, which differs each time.
 */
function sendAtOfAgent({ parameters }: INode, parameter: ParameterReader): unknown {
	const collection: unknown = parameters.additionalFields;
	const entered = isRecord(collection) ? collection.sendAt : undefined;
	if (typeof entered !== 'string' || !entered.includes('$fromAI')) return undefined;
	const given: unknown = parameter('additionalFields', {});
	return isRecord(given) ? given.sendAt : undefined;
}

/**
 * How many keys the node remembers, by the field in `additionalFields`.
 *
 * @throws NodeOperationError naming the field
 */
export function readMostKeys({ node }: SendRunContext, parameter: ParameterReader): number {
	const fields = new FieldReader(node, 0, parameter);
	const { rememberedKeys } = fields.collection('additionalFields');
	const count = fields.wholeNumber(rememberedKeys, 'Remembered Keys') ?? DEFAULT_MOST_KEYS;
	if (count >= 1 && count <= LARGEST_MOST_KEYS) return count;
	throw fields.error(
		`Remembered Keys is ${count}, which is ${count < 1 ? 'too few' : 'too many'}.`,
		`Enter a number from 1 to ${LARGEST_MOST_KEYS} in Remembered Keys.`,
	);
}

/** The row of a message as the output has it: with the key that the user gave. */
export function withGivenKey(row: IDataObject, { key, simplify }: OutgoingMessage): IDataObject {
	return key?.given === undefined || simplify === false
		? row
		: { ...row, idempotencyKey: key.given };
}

/** Keeps messages of a run from going out whose key was used before. */
export class KeyGuard<M extends OutgoingMessage> {
	private readonly keys: SentKeys;
	private readonly idempotency: Idempotency<M>;
	private readonly service: string;
	private readonly showHint: SendRunContext['showHint'];
	private readonly onceIn: SendRunContext['onceIn'];
	private readonly claimed = new Set<M>();
	private hasFailedToFree = false;

	/** @param context has a store, or `messages` are of this run only */
	constructor(
		context: SendRunContext,
		{ idempotency, service }: { idempotency: Idempotency<M>; service: string },
		mostKeys: number,
		messages: readonly M[],
	) {
		const { keyStore, memory, onceIn, showHint } = context;
		if (keyStore === undefined && messages.some(({ key }) => key?.given !== undefined)) {
			showHint?.(
				`${DISPLAY_NAME} has no effect across executions here, because n8n has no store for this workflow. Save the workflow if it is new.`,
			);
		}
		const ofRun = memory.caches.get('idempotency') ?? new Map<string, unknown>();
		memory.caches.set('idempotency', ofRun);
		// The type goes with the subject.
		const known = ofRun.get('store') as typeof keyStore;
		const { store, node } = keyStore ?? known ?? { store: createRunStore(), node: randomUUID() };
		ofRun.set('store', { store, node });
		this.keys = new SentKeys(store, node, mostKeys);
		this.idempotency = idempotency;
		this.service = service;
		this.showHint = showHint;
		this.onceIn = onceIn;
	}

	/** Never throws. What is granted must be ended. */
	async claim(group: M[]): Promise<ClaimedGroup<M>> {
		const claimed: ClaimedGroup<M> = { granted: [], settled: [], waiting: [] };
		const keyed = group.flatMap((message) => message.key?.whole ?? []);
		if (keyed.length === 0) return { ...claimed, granted: group };
		const claims = await attempt(async () => await this.keys.claim(keyed));
		let next = 0;
		for (const message of group) {
			const claim = message.key && !(claims instanceof Error) ? claims[next++] : undefined;
			if (claims instanceof Error && message.key?.given !== undefined) {
				claimed.settled.push([message, notChecked(claims)]);
			} else if (claim?.kind === 'underWay') {
				claimed.waiting.push({ message, ended: claim.ended });
			} else if (claim?.kind === 'sent' || claim?.kind === 'doubtful') {
				claimed.settled.push([message, this.skipped(message, claim.kind)]);
			} else {
				if (claim !== undefined) this.claimed.add(message);
				claimed.granted.push(message);
			}
		}
		return claimed;
	}

	/** Ends what was granted. Never throws. */
	async end(outcomes: ReadonlyArray<[M, Ending]>): Promise<void> {
		const endings = new Map<string, Ending>();
		for (const [message, ending] of outcomes) {
			if (message.key && this.claimed.delete(message)) endings.set(message.key.whole, ending);
		}
		if (endings.size === 0) return;
		const error = await attempt(async () => await this.keys.end(endings));
		const isToBeFreed = [...endings.values()].includes('refused');
		if (!(error instanceof Error) || !isToBeFreed || this.hasFailedToFree) return;
		this.hasFailedToFree = true;
		this.showHint?.(
			`What was not sent keeps its idempotency key, so a later run skips it, because the store of n8n could not be changed: ${error.message}`,
		);
	}

	private skipped(message: M, kind: 'sent' | 'doubtful'): Reading<IDataObject> {
		const given = message.key?.given;
		const words = given === undefined ? this.withoutKey(kind) : this.withKey(kind);
		const status: MessageStatus = 'skipped';
		// A time would read as if it were still to go out.
		const outcome = { status, sendAt: null, reason: words.reason };
		const row = { ...this.idempotency.unsentRow(message), ...outcome };
		return success(row, words.notice);
	}

	private withKey(kind: 'sent' | 'doubtful') {
		return kind === 'sent'
			? {
					reason: `Not sent: this node has already sent something with this idempotency key, which ${this.service} accepted. If this is another message, give it another key.`,
					notice:
						'Not sent, because this node has already used the idempotency key. If this is another message, give it another key.',
				}
			: {
					reason: `Not sent: this node has already used this idempotency key, and the outcome of that is unknown. Check in ${this.service} whether the SMS was sent. If not, send it with another key.`,
					notice: `Not sent, because this node has already used the idempotency key, but the outcome of that is unknown. Check in ${this.service} whether the SMS was sent.`,
				};
	}

	private withoutKey(kind: 'sent' | 'doubtful'): { reason: string; notice?: string } {
		const has = kind === 'sent' ? 'has already' : 'may already have';
		const reason = `Not sent again: ${this.service} ${has} accepted the same text for this recipient in this execution.`;
		const { advice } = this.onceIn ?? {};
		return { reason: advice === undefined ? reason : `${reason} ${advice}` };
	}
}

function notChecked(error: Error): Reading<IDataObject> {
	return refusal({
		message: `n8n could not check whether the idempotency key was used before: ${error.message.replace(/\.$/, '')}.`,
		advice:
			'Save the workflow if it is new, and run it again. To send without a key, remove Idempotency Key.',
		outcome: 'notSent',
	});
}
