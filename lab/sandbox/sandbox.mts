import { fastify } from 'fastify';
import type { BestSmsGateway } from './bestSmsGateway.mts';
import { BEST_SMS_GATEWAY_PREFIX, createBestSmsGateway } from './bestSmsGateway.mts';
import type { Clock } from './clock.mts';
import { systemClock } from './clock.mts';
import { installFaults } from './faultHooks.mts';
import type { Faults } from './faults.mts';
import { createFaults } from './faults.mts';
import { acceptRawBodies } from './http.mts';
import { renderPage } from './page.mts';
import type { RecordedRequest, RequestLog } from './requestLog.mts';
import { createRequestLog } from './requestLog.mts';
import type { SmsGateway24 } from './smsGateway24.mts';
import { createSmsGateway24, SMSGATEWAY24_PREFIX } from './smsGateway24.mts';
import type { Smstools } from './smstools.mts';
import { createSmstools, SMSTOOLS_PREFIX } from './smstools.mts';
import type { TextBoost } from './textBoost.mts';
import { createTextBoost, TEXTBOOST_PREFIX } from './textBoost.mts';
import type { ListedMessage, Vendor } from './vendor.mts';

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
}

/** The gateways, running. */
export interface Sandbox {
	/** Address of the server without a path, such as `http://127.0.0.1:40123`. */
	readonly origin: string;
	readonly clock: Clock;
	/** Whether what no document shows counts as a mistake. */
	readonly strict: boolean;
	/** How the gateways misbehave; the page and the control API never do. */
	readonly faults: Faults;
	/** What reached the gateways; the page and the control API are not recorded. */
	readonly requests: RequestLog;
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
 * and the control API: `GET /control/messages`, `POST /control/<gateway in lower case>/incoming`.
 *
 * @throws Error when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = options.clock ?? systemClock;
	const faults = createFaults();
	const requests = createRequestLog(options.onUndocumented);
	const closing = new AbortController();
	const smsGateway24 = createSmsGateway24(clock);
	const bestSmsGateway = createBestSmsGateway(clock);
	const smstools = createSmstools(clock);
	const textBoost = createTextBoost(clock);
	const vendors: Vendor[] = [
		smsGateway24.vendor,
		bestSmsGateway.vendor,
		smstools.vendor,
		textBoost.vendor,
	];

	const app = fastify({
		logger: false,
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT,
	});
	for (const vendor of vendors) {
		await app.register(
			async (scope) => {
				acceptRawBodies(scope);
				requests.record(scope, vendor.name);
				installFaults(scope, faults, closing.signal);
				vendor.mount(scope);
			},
			{ prefix: vendor.prefix },
		);
		await app.register(async (scope) => vendor.mountControl(scope), {
			prefix: `/control/${vendor.name.toLowerCase()}`,
		});
	}
	app.get('/control/messages', async () => newestFirst(vendors));
	app.get('/', async (_request, reply) =>
		reply.type('text/html; charset=utf-8').send(renderPage(newestFirst(vendors))),
	);

	const origin = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	return {
		origin,
		clock,
		strict: options.strict ?? false,
		faults,
		requests,
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
			await app.close();
		},
	};
}

function newestFirst(vendors: readonly Vendor[]): ListedMessage[] {
	return vendors
		.flatMap((vendor) => vendor.listMessages())
		.sort(
			(a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id, undefined, { numeric: true }),
		);
}
