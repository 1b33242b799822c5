import type { Exchange, ExchangeLog } from '../exchanges.mts';
import { keepLast } from '../exchanges.mts';
import { magicOf } from '../magicNumbers.mts';
import { bodyWithoutSecrets, headersWithoutSecrets, urlWithoutSecrets } from '../secrets.mts';
import type { AskedSms } from '../sends.mts';
import type { ListedMessage, Outcome, RefusalReason, Vendor } from '../vendor.mts';
import { segmentsOf, type SegmentCount } from './segments.mts';

/** A message as the page and the control API have it. */
export interface PhoneMessage extends Omit<ListedMessage, 'outcome'>, SegmentCount {
	/** Counts the messages in the order in which they were seen, from 1; over a restart, too. */
	seq: number;
	/** `refused`: the gateway did not take it, or did not process the request. */
	outcome: Outcome | 'refused';
}

/** A request with its response, without secrets. */
interface ShownExchange {
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	requestBody: string;
	/** Undefined where there was none. */
	status?: number;
	responseHeaders?: Record<string, string>;
	responseBody?: string;
	/** Whether the response did not reach the client as a whole. */
	isLost: boolean;
	/** What in the request is in none of the vendor's documents. */
	undocumented: readonly string[];
	/** Why the gateway refused it. */
	refusal?: RefusalReason;
}

type Unnumbered = Omit<PhoneMessage, 'seq'>;

/** Lists what all gateways have, and what they refused. */
export interface MessageReader {
	/** Takes from an exchange that is over what was refused in it. */
	noteOver(exchange: Exchange): void;
	/** In any order. */
	read(): Unnumbered[];
	/** The request that a message came with; undefined where it came in another way, or before a restart. */
	exchangeOf(vendor: string, id: string): ShownExchange | undefined;
	/** The number of that request; undefined where there is none. */
	requestNumberOf(vendor: string, id: string): number | undefined;
}

export function createMessageReader(
	vendors: readonly Vendor[],
	exchanges: ExchangeLog,
): MessageReader {
	const counts = new Map<string, SegmentCount>();
	const refused = new Map<string, Omit<Unnumbered, keyof SegmentCount>>();
	const refusedBy = new Map<string, Exchange>();

	function counted(message: Omit<Unnumbered, keyof SegmentCount>): Unnumbered {
		const key = keyOf(message);
		const count = counts.get(key) ?? segmentsOf(message.text);
		counts.set(key, count);
		return { ...message, ...count };
	}

	function refusedIn(exchange: Exchange): Array<Omit<Unnumbered, keyof SegmentCount>> {
		const { request, number: count, answer, messages } = exchange;
		const vendor = vendors.find(({ name }) => name === request.vendor);
		if (vendor === undefined) return [];
		const asked = askedIn(vendor, exchange);
		const reason = answer === undefined ? undefined : vendor.refusalIn(answer);
		const stored = new Set(messages.map((message) => lastDigits(message.number)));
		const missing = asked.filter(({ number }) => !stored.has(lastDigits(number)));
		// Where nothing is stored and nothing refused, it waits for its time.
		if (reason === undefined && messages.length === 0) return [];
		return missing.map(({ number, text }, index) => {
			const id = `${REFUSED}${count}-${index + 1}`;
			keepLast(refusedBy, `${vendor.name}:${id}`, exchange);
			return {
				vendor: vendor.name,
				id,
				at: exchange.at.toISOString(),
				direction: 'outgoing' as const,
				number: textOf(number),
				text: textOf(text),
				status: reason?.sentence ?? 'left out without a word',
				outcome: 'refused' as const,
			};
		});
	}

	const find = (vendor: string, id: string) =>
		refusedBy.get(`${vendor}:${id}`) ?? exchanges.of(vendor, id);

	return {
		requestNumberOf: (vendor, id) => find(vendor, id)?.number,
		noteOver(exchange) {
			for (const message of refusedIn(exchange)) keepLast(refused, keyOf(message), message);
		},
		read: () =>
			[...vendors.flatMap((vendor) => vendor.listMessages()), ...refused.values()].map(counted),
		exchangeOf(vendorName, id) {
			const exchange = find(vendorName, id);
			const vendor = vendors.find(({ name }) => name === vendorName);
			return exchange === undefined || vendor === undefined ? undefined : shown(exchange, vendor);
		},
	};
}

/** Begins the id of what was refused, which has none of the gateway. */
const REFUSED = 'refused-';

/** Whether a key is that of something that was refused. */
export function isRefusedKey(key: string): boolean {
	return key.includes(`:${REFUSED}`);
}

/** What tells one message from all others. */
export function keyOf({ vendor, id }: Pick<ListedMessage, 'vendor' | 'id'>): string {
	return `${vendor}:${id}`;
}

function askedIn(vendor: Vendor, { request }: Exchange): AskedSms[] {
	try {
		return vendor.sendsIn(request);
	} catch {
		// A body that is no JSON sends nothing.
		return [];
	}
}

/** Gateways write a number with and without country code, plus and blanks; its end stays the same. */
function lastDigits(number: unknown): string {
	return textOf(number).replace(/\D/g, '').slice(-7);
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return value === undefined ? '' : JSON.stringify(value);
}

/** Why the gateway refused it: a magic number goes before the vendor's rule, which the request need not have broken. */
function refusalOf(exchange: Exchange, vendor: Vendor): RefusalReason | undefined {
	const { answer } = exchange;
	if (answer === undefined) return undefined;
	const refusal = vendor.refusalIn(answer);
	const limited = askedIn(vendor, exchange).find(({ number }) => magicOf(number) === 'limited');
	const number = exchange.magicNumber ?? (answer.status === 429 ? limited?.number : undefined);
	if (number === undefined) return refusal;
	return {
		sentence: refusal?.sentence ?? 'left out without a word',
		rule:
			`${textOf(number)} is a magic number of the sandbox, which does this at every gateway: nothing else is wrong with ` +
			'the request. docs/sandbox.md lists these numbers.',
	};
}

function shown(exchange: Exchange, vendor: Vendor): ShownExchange {
	const { request, answer, isLost } = exchange;
	const refusal = refusalOf(exchange, vendor);
	return {
		method: request.method,
		url: urlWithoutSecrets(request.url),
		requestHeaders: headersWithoutSecrets(request.headers),
		requestBody: bodyWithoutSecrets(request.rawBody, request.headers['content-type']),
		...(answer !== undefined && {
			status: answer.status,
			responseHeaders: headersWithoutSecrets(answer.headers),
			responseBody: bodyWithoutSecrets(answer.body, answer.headers['content-type']),
		}),
		isLost,
		undocumented: request.undocumented,
		...(refusal !== undefined && { refusal }),
	};
}
