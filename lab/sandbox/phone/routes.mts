import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../http.mts';
import type { Login } from '../logins.mts';
import type { RequestParameters } from '../requestParameters.mts';
import { jsonScalars, readJsonObject, readParameters, Refusal } from '../requestParameters.mts';
import type { Vendor } from '../vendor.mts';
import type { Feed } from './feed.mts';
import type { FaultProbabilities, GatewayFaults } from './gatewayFaults.mts';
import { FAULT_NAMES } from './gatewayFaults.mts';
import type { GatewayState } from './gatewayState.mts';
import { stateOf } from './gatewayState.mts';
import type { MessageReader, PhoneMessage } from './messages.mts';
import { waitForNext } from './nextMessage.mts';
import { readFilter } from './filter.mts';

/** The longest that a request may wait for the next message, in seconds. */
const MOST_SECONDS = 300;

const NO_JSON = 'The body must be JSON, with the header content-type: application/json';

/** What the control API works on. */
export interface Phone {
	vendors: readonly Vendor[];
	feed: Feed;
	reader: MessageReader;
	faults: GatewayFaults;
	/** What to enter in a credential of this gateway. */
	loginOf(vendor: Vendor): Login;
	/** Called after what changes the state of a gateway. */
	onChange(): void;
}

/** Adds the control API (docs/sandbox.md) to a scope whose prefix is `/control`. */
export function addControlRoutes(scope: FastifyInstance, phone: Phone): void {
	const { vendors, feed, reader, faults } = phone;
	// A page of another site can send a form or plain text without asking, JSON it cannot.
	scope.removeContentTypeParser('text/plain');
	scope.setErrorHandler((error: FastifyError, _request, reply) => {
		if (error instanceof Refusal) return reply.code(400).send({ message: error.message });
		if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
			return reply.code(400).send({ message: NO_JSON });
		if (error.statusCode === 400) return reply.code(400).send({ message: error.message });
		return reply.send(error);
	});

	const stateOfAll = (): GatewayState[] =>
		vendors.map((vendor) => stateOf(vendor, phone.loginOf(vendor), faults));

	function vendorIn(request: FastifyRequest): Vendor {
		const wanted = parameter(request, 'gateway').toLowerCase();
		const vendor = vendors.find(({ name }) => name.toLowerCase() === wanted);
		if (vendor === undefined) {
			const names = vendors.map(({ name }) => name.toLowerCase()).join(', ');
			throw new Refusal(`Gateway ${wanted} is not one of ${names}`);
		}
		return vendor;
	}

	function changed(vendor: Vendor): GatewayState {
		phone.onChange();
		return stateOf(vendor, phone.loginOf(vendor), faults);
	}

	scope.get('/messages', async (request) => {
		const { matches } = readFilter(queryOf(request), []);
		return feed.list().filter(matches).reverse();
	});

	scope.get('/messages/next', async (request, reply) => {
		const { matches, rest } = readFilter(queryOf(request), ['after', 'timeout']);
		const after = optionalNumber(rest, 'after') ?? feed.list().at(-1)?.seq ?? 0;
		const seconds = optionalNumber(rest, 'timeout') ?? 30;
		if (seconds > MOST_SECONDS) {
			throw new Refusal(`Parameter timeout must be at most ${MOST_SECONDS}`);
		}
		const gone = new AbortController();
		reply.raw.once('close', () => gone.abort());
		const next = await waitForNext(feed, after, matches, seconds, gone.signal);
		if (next !== undefined) return next;
		return await reply.code(408).send({ message: `No such message came in ${seconds} seconds` });
	});

	scope.delete('/messages', async (request) => {
		const { matches } = readFilter(queryOf(request), []);
		const messages = feed.list().filter(matches);
		feed.remove(messages);
		phone.onChange();
		return { removed: messages.length };
	});

	scope.get('/messages/:gateway/:id', async (request, reply) => {
		const message = messageIn(request);
		if (message === undefined) return await reply.code(404).send({ message: 'No such message' });
		return { ...message, exchange: reader.exchangeOf(message.vendor, message.id) ?? null };
	});

	scope.post('/messages/:gateway/:id/end', async (request, reply) => {
		const vendor = vendorIn(request);
		const message = messageIn(request);
		if (message === undefined) return await reply.code(404).send({ message: 'No such message' });
		if (message.direction === 'incoming' || message.outcome === 'refused') {
			throw new Refusal('Only a message that the gateway sends can be ended');
		}
		const { outcome, reason } = readBody(request, (fields) => ({
			outcome: fields.required('outcome', jsonScalars.text),
			reason: fields.optional('reason', jsonScalars.text),
		}));
		const { endings } = vendor.account;
		const ending = endings.find(
			(one) => one.outcome === outcome && (reason ?? one.reason) === one.reason,
		);
		if (ending === undefined) {
			const known = endings.map((one) => `${one.outcome} (${one.reason})`).join(', ');
			throw new Refusal(`${vendor.title} ends a message as one of: ${known}`);
		}
		vendor.account.end(message.id, ending);
		phone.onChange();
		return messageIn(request);
	});

	function messageIn(request: FastifyRequest): PhoneMessage | undefined {
		const { name } = vendorIn(request);
		const id = parameter(request, 'id');
		return feed.list().find((message) => message.vendor === name && message.id === id);
	}

	scope.get('/gateways', async () => stateOfAll());

	scope.patch('/:gateway', async (request) => {
		const vendor = vendorIn(request);
		const { balance, faults: wanted } = readBody(request, (fields) => ({
			balance: fields.optional('balance', finiteNumber),
			faults: fields.optional('faults', readProbabilities),
		}));
		if (balance !== undefined) {
			if (vendor.account.balance === undefined) {
				throw new Refusal(`An account at ${vendor.title} has no balance`);
			}
			vendor.account.balance = balance;
		}
		if (wanted !== undefined) faults.set(vendor, wanted);
		return changed(vendor);
	});

	scope.post('/:gateway/receive', async (request) => {
		const vendor = vendorIn(request);
		const { receive } = vendor.account;
		if (receive === undefined) throw new Refusal(`${vendor.title} receives no SMS`);
		const id = receive(request.body);
		// Numbered at once, so that a response within the same second comes after it.
		feed.list();
		phone.onChange();
		return { id };
	});

	scope.post('/:gateway/groups', async (request) => {
		const vendor = vendorIn(request);
		const name = readBody(request, (fields) => fields.required('name', jsonScalars.text));
		vendor.account.addGroup(name);
		return changed(vendor);
	});

	scope.patch('/:gateway/phones/:id', async (request) => {
		const vendor = vendorIn(request);
		const online = readBody(request, (fields) => fields.required('online', flag));
		const { setOnline } = vendor.account;
		if (setOnline === undefined) throw new Refusal(`${vendor.title} has no phones`);
		setOnline(Number(parameter(request, 'id')), online);
		return changed(vendor);
	});

	scope.get('/events', (request, reply) => {
		streamChanges(request, reply, feed, stateOfAll);
	});
}

/** How often the state of the gateways is compared with what was sent, in milliseconds. */
const STATE_MS = 500;

/** How many messages an event has at most, so that a page can show the first ones while it reads. */
const MOST_IN_EVENT = 1000;

/** Server-sent events: `messages`, `removed`, `gateways`, first with all that is there, newest first. */
function streamChanges(
	request: FastifyRequest,
	reply: FastifyReply,
	feed: Feed,
	stateOfAll: () => GatewayState[],
): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	const send = (event: string, data: unknown) =>
		raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
	let sentState = '';
	const sendState = () => {
		const state = JSON.stringify(stateOfAll());
		if (state !== sentState) raw.write(`event: gateways\ndata: ${state}\n\n`);
		sentState = state;
	};
	sendState();
	const all = feed.list().reverse();
	send('reset', { count: all.length });
	for (let start = 0; start < all.length; start += MOST_IN_EVENT) {
		send('messages', all.slice(start, start + MOST_IN_EVENT));
	}
	const stop = feed.watch(({ messages, removed }) => {
		if (messages.length > 0) send('messages', messages);
		if (removed.length > 0) send('removed', removed);
	});
	const timer = setInterval(sendState, STATE_MS).unref();
	request.raw.once('close', () => {
		clearInterval(timer);
		stop();
	});
}

function readBody<T>(request: FastifyRequest, read: (fields: RequestParameters<unknown>) => T): T {
	return readParameters(readJsonObject(request.body, 'The body'), read);
}

function parameter({ params }: FastifyRequest, name: string): string {
	const values: Record<string, unknown> =
		typeof params === 'object' && params !== null ? { ...params } : {};
	const value = values[name];
	return typeof value === 'string' ? value : '';
}

function optionalNumber(values: Record<string, string>, name: string): number | undefined {
	const value = values[name];
	if (value === undefined) return undefined;
	if (!/^\d+(?:\.\d+)?$/.test(value)) throw new Refusal(`Parameter ${name} must be a number`);
	return Number(value);
}

function finiteNumber(value: unknown, name: string): number {
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new Refusal(`Parameter ${name} must be a number`);
}

function flag(value: unknown, name: string): boolean {
	if (typeof value === 'boolean') return value;
	throw new Refusal(`Parameter ${name} must be true or false`);
}

function readProbabilities(value: unknown, name: string): Partial<FaultProbabilities> {
	return readParameters(readJsonObject(value, name), (fields) =>
		Object.fromEntries(
			FAULT_NAMES.flatMap((fault) => {
				const probability = fields.optional(fault, between0And1);
				return probability === undefined ? [] : [[fault, probability]];
			}),
		),
	);
}

function between0And1(value: unknown, name: string): number {
	const number = finiteNumber(value, name);
	if (number >= 0 && number <= 1) return number;
	throw new Refusal(`Parameter ${name} must be from 0 to 1`);
}
