import type { IDataObject } from 'n8n-workflow';
import { success } from '../failure/failure';
import { attempt } from '../failure/thrown';
import type { SavedStates, SavedThing } from '../operations/savedStates';
import type { OutgoingMessage } from './outgoingMessage';
import type { SendRunContext } from './sendContext';
import type { Transmission } from './transmission';

/** What is remembered across executions, so that what was accepted goes again only where it has changed. */
export interface Remembrance<M> {
	/** Missing where n8n has no store. */
	states: SavedStates | undefined;
	/** What a message saves; undefined where it goes in any case, and is not remembered. */
	thingOf(message: M): SavedThing | undefined;
	/** What comes out for a message that has not changed. */
	unchangedRow(message: M): IDataObject;
}

/** Messages about one thing, in the order of the items. */
interface Mention<M> {
	first: M;
	/** Those that say the same again. */
	others: M[];
	saved: SavedThing;
	/** Whether a later one says something else, so that none is remembered. */
	isContradicted: boolean;
}

/** Nothing is ever remembered in this state. */
const NO_STATE = '';

/**
 * Sends the messages that have changed since they were accepted last, or that were not accepted then. What was refused, and
 * what may have been accepted, is sent by the next execution too. Of messages that say the same in one run, the first goes.
 *
 * Without a store everything goes; so it does where the store fails, for nothing is lost then.
 */
export async function sendChanged<M extends OutgoingMessage>(
	messages: M[],
	remembrance: Remembrance<M>,
	context: SendRunContext,
	send: (messages: M[]) => Promise<Transmission<M>>,
): Promise<Transmission<M>> {
	const { states } = remembrance;
	const isSettled = (message: M) => context.memory.results.has(context.identityOf(message));
	const mentions = mentionsOf(
		messages.filter((message) => !isSettled(message)),
		remembrance,
	);
	if (mentions.length === 0) return await send(messages);
	if (states === undefined) {
		context.showHint?.(
			'Skip Unchanged has no effect: this n8n offers no store to remember what was saved in.',
		);
		return await send(messages);
	}
	const same = await attempt(
		async () => await states.unchanged(mentions.map(({ saved }) => saved)),
	);
	if (same instanceof Error) {
		context.showHint?.(`Skip Unchanged has no effect in this run: ${same.message}`);
		const transmission = await send(messages);
		// What is remembered may be older than what was just saved.
		const failure = await attempt(async () => await states.distrust());
		if (failure instanceof Error) {
			context.showHint?.(
				`Skip Unchanged could not note that this run saved these items. If one of them gets back the values that it had before, a later run may leave it out as unchanged: ${failure.message}`,
			);
		}
		return transmission;
	}
	const isUnchanged = ({ saved }: Mention<M>) => same.has(saved);
	const spared = new Set(
		mentions.flatMap((mention) =>
			isUnchanged(mention) ? [mention.first, ...mention.others] : mention.others,
		),
	);
	const { results, closedBy } = await send(messages.filter((message) => !spared.has(message)));

	const accepted = mentions.filter(
		({ first, isContradicted }) => !isContradicted && results.get(first)?.ok,
	);
	for (const mention of mentions) {
		const { first, others } = mention;
		const unchanged = (message: M) => success(remembrance.unchangedRow(message));
		if (isUnchanged(mention)) results.set(first, unchanged(first));
		const result = results.get(first);
		if (result === undefined) continue;
		for (const other of others) results.set(other, result.ok ? unchanged(other) : result);
	}
	const failure = await attempt(
		async () => await states.remember(accepted.map(({ saved }) => saved)),
	);
	if (failure instanceof Error) {
		context.showHint?.(
			`The next run saves these items again, because they could not be remembered for Skip Unchanged: ${failure.message}`,
		);
	}
	return { results, closedBy };
}

function mentionsOf<M>(messages: readonly M[], remembrance: Remembrance<M>): Array<Mention<M>> {
	const mentions = new Map<string, Mention<M>>();
	for (const message of messages) {
		const saved = remembrance.thingOf(message);
		if (saved === undefined) continue;
		const known = mentions.get(saved.key);
		if (known === undefined) {
			mentions.set(saved.key, { first: message, others: [], saved, isContradicted: false });
		} else if (!known.isContradicted && known.saved.state === saved.state) {
			known.others.push(message);
		} else {
			const { key } = saved;
			Object.assign(known, { isContradicted: true, saved: { key, state: NO_STATE }, others: [] });
		}
	}
	return [...mentions.values()];
}
