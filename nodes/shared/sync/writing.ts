import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import type { RequestOptions } from '../http/requestOptions';
import type { OutcomeInWords } from '../sending/sendAdapter';
import type { OutgoingMessage } from '../sending/outgoingMessage';
import { readConcurrency, transmitAll } from '../sending/transmission';
import type { SyncContext } from './syncContext';

/** What all writes of a run share. */
export interface Writing {
	context: SyncContext;
	options: RequestOptions;
	/** Why the gateway is left alone for the rest of the run, once it asked for that. */
	closedBy?: Failure;
}

/** How a kind of write goes to the gateway. */
export interface Writer<M, T> {
	service: string;
	maxConcurrency: number | undefined;
	/** How many may share a request, the same for all of a group. */
	mostTogether(message: M): number;
	/** Those of different groups never share a request. */
	groupOf(message: M): string;
	transmit(messages: M[], http: RequestOptions['http']): Promise<Array<Reading<T>>>;
}

/** Nobody reads them: a sync has words of its own, in `syncOutput.ts`. */
const NO_WORDS: OutcomeInWords = { nothingDone: '', notSent: () => '', unknown: () => '' };

/**
 * Writes in as few requests as the gateway allows, in the bounds of all sends (see `transmitAll`), and goes on after
 * one that failed. Nothing is remembered for another try: a sync that runs again compares again.
 *
 * @returns what came of each
 */
export async function write<M extends OutgoingMessage, T>(
	messages: M[],
	writing: Writing,
	writer: Writer<M, T>,
): Promise<Map<M, Reading<T>>> {
	const { context, options } = writing;
	if (writing.closedBy) return refuseAll(messages, writing.closedBy);
	const values = new Map<M, T>();
	const { results, closedBy } = await transmitAll<M>(
		messages,
		{
			...context,
			showHint: undefined,
			continueOnFail: true,
			memory: { ...context.memory, results: new Map() },
			isKept: () => false,
		},
		{
			service: writer.service,
			maxPerRequest: Infinity,
			maxConcurrency: writer.maxConcurrency,
			mostTogether: (message) => writer.mostTogether(message),
			groupOf: (message) => writer.groupOf(message),
			outcomeInWords: NO_WORDS,
			prepare: () => [],
			async transmit(group, { http }) {
				const readings = await writer.transmit(group, http);
				return readings.map((reading, place): Reading<IDataObject> => {
					const message = group[place];
					if (!reading.ok) return reading;
					if (message !== undefined) values.set(message, reading.value);
					return success({});
				});
			},
		},
		{ concurrency: readConcurrency(undefined), options },
	);
	writing.closedBy ??= closedBy;
	return new Map(
		messages.map((message): [M, Reading<T>] => {
			const result = results.get(message) ?? refusal<T>(closedBy ?? NOT_STARTED);
			const value = values.get(message);
			if (!result.ok) return [message, result];
			return [message, value === undefined ? refusal(NOT_STARTED) : success(value)];
		}),
	);
}

function refuseAll<M, T>(messages: readonly M[], failure: Failure): Map<M, Reading<T>> {
	return new Map(messages.map((message) => [message, refusal(failure)]));
}

const NOT_STARTED: Failure = {
	message: 'The run ended before the turn of this contact came.',
	advice: 'Run the workflow again.',
	outcome: 'notSent',
	isNotStarted: true,
};
