import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import type { Endpoint } from '../http/endpoint';
import type { RequestOptions } from '../http/requestOptions';
import type { ParameterReader } from '../input/parameterReader';
import type { Idempotency } from './idempotency';
import type { OutgoingMessage } from './outgoingMessage';
import type { OutcomeInWords } from './sendAdapter';
import type { SendOperation } from './sendOperation';
import { sendOperation } from './sendOperation';
import type { Remembrance } from './unchangedMessages';

/** What a gateway knows of creating or saving one thing for each input item, such as a contact. */
export interface Creation<T extends object> {
	/** The gateway's name in sentences. */
	service: string;
	/** That with which numbers are read, empty where there is none; missing where things have none. */
	defaultCountryCode?: string;
	/** How many requests may be under way at once, where the gateway bears no more than that. */
	maxConcurrency?: number;
	/** Set where twice is the same as once, so that Retry On Fail repeats what may have been done too. */
	isRepeatable?: true;
	outcomeInWords: OutcomeInWords;
	/**
	 * Reads and checks the fields of one item, without any request.
	 *
	 * @param runStart when the first try of the run began, in milliseconds since 1970
	 * @throws NodeOperationError naming the field at fault
	 */
	read: (parameter: ParameterReader, itemIndex: number, runStart: number) => T;
	/** The phone number of the thing, the same for two spellings of it; missing where things have none. */
	numberOf?: (thing: T) => string;
	/** Set where things that have not changed since an earlier execution need not be saved again. */
	remembrance?: Remembrance<T>;
	/** Set where things can have an idempotency key. */
	idempotency?: Idempotency<T>;
	/** Creates or saves it. Must not throw once the request has left: what is thrown counts as an unknown outcome. */
	create: (thing: T, http: RequestOptions['http']) => Promise<Reading<IDataObject>>;
}

interface OutgoingThing<T> extends OutgoingMessage {
	thing: T;
}

/**
 * An operation that creates or saves something, guarded like a send, so that nothing is there twice.
 *
 * @param createCreation reads the credential; may throw NodeOperationError
 */
export function creationOf<T extends object>(
	endpoint: Endpoint,
	createCreation: (context: IAllExecuteFunctions) => Promise<Creation<T>>,
): SendOperation {
	return sendOperation<OutgoingThing<T>>(endpoint, async (context) => {
		const { read, numberOf, create, remembrance, idempotency, ...creation } =
			await createCreation(context);
		return {
			...creation,
			maxPerRequest: 1,
			...(remembrance && {
				remembrance: {
					states: remembrance.states,
					thingOf: ({ thing }: OutgoingThing<T>) => remembrance.thingOf(thing),
					unchangedRow: ({ thing }: OutgoingThing<T>) => remembrance.unchangedRow(thing),
				},
			}),
			...(idempotency && {
				idempotency: {
					contentOf: ({ thing }: OutgoingThing<T>) => idempotency.contentOf(thing),
					unsentRow: ({ thing }: OutgoingThing<T>) => idempotency.unsentRow(thing),
				},
			}),
			prepare(parameter, itemIndex, runStart) {
				const thing = read(parameter, itemIndex, runStart);
				return [{ itemIndex, recipientKey: numberOf?.(thing), thing }];
			},
			transmit: async (messages, { http }) =>
				await Promise.all(messages.map(async ({ thing }) => await create(thing, http))),
		};
	});
}

/** The outcomes of a creation in words, for a thing such as "contact". */
export function creationInWords(thing: string): OutcomeInWords {
	return {
		nothingDone: 'Nothing was created for any item.',
		notSent: () => `The ${thing} was not created.`,
		unknown: () => `The ${thing} may still have been created, so it was not created again.`,
	};
}
