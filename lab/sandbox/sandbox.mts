import { fastify } from 'fastify';
import type { BestSmsGateway } from './bestSmsGateway.mts';
import { BEST_SMS_GATEWAY_PREFIX } from './bestSmsGateway.mts';
import type { Clock } from './clock.mts';
import { systemClock } from './clock.mts';
import { installFaults } from './faultHooks.mts';
import type { Faults } from './faults.mts';
import { createFaults } from './faults.mts';
import { refuseForeignPages } from './foreignPages.mts';
import { openGateways } from './openGateways.mts';
import { acceptRawBodies } from './http.mts';
import { loginOf } from './logins.mts';
import { withMagicNumbers } from './magicFaults.mts';
import { createGatewayFaults } from './phone/gatewayFaults.mts';
import type { PhoneMessage } from './phone/messages.mts';
import { addPage } from './phone/page.mts';
import { addControlRoutes } from './phone/routes.mts';
import type { RecordedRequest, RequestLog } from './requestLog.mts';
import { createRequestLog } from './requestLog.mts';
import type { SmsGateway24 } from './smsGateway24.mts';
import { SMSGATEWAY24_PREFIX } from './smsGateway24.mts';
import type { Smstools } from './smstools.mts';
import { SMSTOOLS_PREFIX } from './smstools.mts';
import type { TextBoost } from './textBoost.mts';
import { TEXTBOOST_PREFIX } from './textBoost.mts';
import { writeState } from './stateFile.mts';
import { countTraffic } from './traffic.mts';
import type { Vendor } from './vendor.mts';

/** Large enough for any bulk send, small enough to stop a runaway test. In bytes. */
const BODY_LIMIT = 16 * 1024 * 1024;

export interface SandboxOptions {
	/** The time that the gateways go by. Default: this machine's. */
	clock?: Clock;
	/** Default: any free port. */
	port?: number;
	/**
	 * Whether what no document of a vendor shows counts as a mistake. The answers are the same: a test fails by
	 * `requests.undocumented`, a person is told. Default: false.
	 */
	strict?: boolean;
	/** Called when a request was answered that holds what no document of its vendor shows. */
	onUndocumented?: (request: RecordedRequest) => void;
	/** How many requests are kept in `requests`, for a sandbox that runs for days. Default: all. */
	mostRequests?: number;
	/**
	 * Where messages, contacts, phones and balances are kept over a restart, so that IDs go on. Requests, responses and
	 * simulated faults are not. Default: nowhere.
	 */
	stateFile?: string;
	/** Called with sentences for people when `stateFile` cannot be read; it gets another name then, and all starts empty. */
	onLostState?: (sentences: string) => void;
}

/** How often the state is stored at most, in milliseconds. */
const STORE_MS = 2000;

/** The gateways, running. */
export interface Sandbox {
	/** Address of the server without a path, such as `http://127.0.0.1:40123`. */
	readonly origin: string;
	readonly clock: Clock;
	/** Whether what no document shows counts as a mistake. */
	readonly strict: boolean;
	/** How the gateways misbehave; the page and the control API never do. */
	readonly faults: Faults;
	/** Everything that the page shows, oldest first. */
	messages(): PhoneMessage[];
	/** Calls back with messages that are new or have another status, until the function that it returns is called. */
	watchMessages(callBack: (messages: readonly PhoneMessage[]) => void): () => void;
	/** The gateways as the page has them. */
	readonly vendors: readonly Vendor[];
	/** What reached the gateways; the page and the control API are not recorded. */
	readonly requests: RequestLog;
	/** How many bytes have gone over all connections since the start, in both directions. */
	readonly traffic: number;
	readonly smsGateway24: SmsGateway24 & { readonly baseUrl: string };
	readonly bestSmsGateway: BestSmsGateway & { readonly baseUrl: string };
	readonly smstools: Smstools & { readonly baseUrl: string };
	/** `baseUrl` is the one with `/api/v3`, `httpBaseUrl` the one with `/api/http`. */
	readonly textBoost: TextBoost & { readonly baseUrl: string; readonly httpBaseUrl: string };
	/** Ends the server and destroys all open connections at once. */
	close(): Promise<void>;
}

/**
 * Starts all gateways on one HTTP server on 127.0.0.1, each under a prefix of its own, with a page for people at `/`
 * and the control API under `/control` (docs/sandbox.md).
 *
 * @throws Error when the port is taken, or `stateFile` can be neither read nor replaced
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = options.clock ?? systemClock;
	const faults = createFaults();
	const requests = createRequestLog(options.onUndocumented, options.mostRequests);
	const closing = new AbortController();
	const { stateFile } = options;
	const gateways = await openGateways(clock, stateFile, options.onLostState ?? (() => undefined));
	const { smsGateway24, bestSmsGateway, smstools, textBoost, vendors } = gateways;
	const { happenings, exchanges, reader, feed } = gateways;
	const gatewayFaults = createGatewayFaults(faults);

	let isChanged = false;
	/** One after the other: all write the same file. */
	let stored: Promise<void> = Promise.resolve();
	function storeIfChanged(): void {
		if (!isChanged || stateFile === undefined) return;
		isChanged = false;
		stored = stored
			.then(async () => await writeState(stateFile, gateways.dump()))
			.catch(() => {
				// E.g. a full disk; at the end it is told.
				isChanged = true;
			});
	}

	const app = fastify({
		logger: false,
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT,
	});
	const traffic = countTraffic(app.server);
	refuseForeignPages(app);
	app.addHook('onResponse', async () => {
		isChanged = true;
	});
	for (const vendor of vendors) {
		await app.register(
			async (scope) => {
				acceptRawBodies(scope);
				requests.record(scope, vendor.name);
				scope.addHook('onRequest', async () => happenings.run());
				installFaults(scope, withMagicNumbers(faults, vendors), closing.signal);
				exchanges.record(scope, (request) => requests.entryOf(request));
				vendor.mount(scope);
			},
			{ prefix: vendor.prefix },
		);
	}
	let origin = '';
	await app.register(
		async (scope) =>
			addControlRoutes(scope, {
				vendors,
				feed,
				reader,
				faults: gatewayFaults,
				loginOf: ({ name }) => loginOf(origin, name),
				onChange() {
					isChanged = true;
				},
			}),
		{ prefix: '/control' },
	);
	addPage(app);

	origin = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const storing = setInterval(storeIfChanged, STORE_MS).unref();
	return {
		origin,
		clock,
		strict: options.strict ?? false,
		faults,
		requests,
		get traffic() {
			return traffic();
		},
		vendors,
		messages: () => feed.list(),
		watchMessages: (callBack) => feed.watch(({ messages }) => callBack(messages)),
		smsGateway24: Object.assign(smsGateway24.controls, {
			baseUrl: `${origin}${SMSGATEWAY24_PREFIX}`,
		}),
		bestSmsGateway: Object.assign(bestSmsGateway.controls, {
			baseUrl: `${origin}${BEST_SMS_GATEWAY_PREFIX}`,
		}),
		smstools: Object.assign(smstools.controls, { baseUrl: `${origin}${SMSTOOLS_PREFIX}` }),
		textBoost: Object.assign(textBoost.controls, {
			baseUrl: `${origin}${TEXTBOOST_PREFIX}/api/v3`,
			httpBaseUrl: `${origin}${TEXTBOOST_PREFIX}/api/http`,
		}),
		async close() {
			// First the connections: a request whose wait is given up would be answered with a 500.
			app.server.closeAllConnections();
			closing.abort();
			feed.close();
			clearInterval(storing);
			await app.close();
			await stored;
			if (stateFile !== undefined) await writeState(stateFile, gateways.dump());
		},
	};
}
