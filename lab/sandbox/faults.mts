/**
 * One way for a gateway to misbehave.
 *
 * - `latency`: the answer comes `ms` milliseconds later, and is otherwise the normal one.
 * - `hold`: the answer comes as soon as `until` is true, and is otherwise the normal one.
 * - `answer`: this status and body instead of the real answer. The content type is `text/html` unless
 *   `headers` has another one.
 * - `cutJson`: the first half of the answer in a correct HTTP frame (its content-length is that of the half).
 * - `slowDrip`: the whole answer, at this many bytes a second.
 * - `cutConnection`: headers and the first half of the body, then the socket is destroyed.
 * - `drop`: the socket is destroyed without an answer.
 * - `tooManyRequests`: status 429, with a Retry-After header when `retryAfter` is given.
 */
export type Fault =
	| { kind: 'latency'; ms: number }
	| { kind: 'hold'; until: () => boolean }
	| { kind: 'answer'; status: number; body: string; headers?: Record<string, string> }
	| { kind: 'cutJson' }
	| { kind: 'slowDrip'; bytesPerSecond: number }
	| { kind: 'cutConnection' }
	| { kind: 'drop' }
	| { kind: 'tooManyRequests'; retryAfter?: string };

/** A fault that changes what is sent, as opposed to when. */
export type SpoilingFault = Exclude<Fault, { kind: 'latency' | 'hold' }>;

/**
 * `before`: the request is not processed; what the fault needs an answer for (to cut it, to drip it) is a made-up
 * one. `after`: the request is processed, so that an SMS is stored, and only its answer is spoilt.
 * Latency and hold let the request be processed in both cases: `before` waits first, `after` waits with the answer ready.
 */
export type FaultMoment = 'before' | 'after';

export interface FaultRule {
	/** Which requests: a path that ends with this text, or a path that the expression matches. Default: all. */
	path?: string | RegExp;
	/** Which requests, for gateways with one path for all: those whose form has these values. Default: all. */
	form?: Record<string, string>;
	/**
	 * Which requests, for gateways that take JSON: those whose raw body, still encoded, contains this text or matches the
	 * expression. Default: all.
	 */
	body?: string | RegExp;
	/** How many of 1 of these requests it meets, at random. Default: 1, each. */
	probability?: number;
	/** How many of these requests it leaves alone first. Default: none. */
	skip?: number;
	/** For how many requests, `Infinity` for all to come. Default: 1. */
	times?: number;
	when: FaultMoment;
	fault: Fault;
}

export interface Faults {
	/** Adds a rule behind those that are there, and returns what takes it away. */
	add(rule: FaultRule): () => void;
	/** Removes all rules, used up or not. */
	clear(): void;
}

/** What a request holds that tells whether a fault meets it. */
export interface FaultRequest {
	path: string;
	/** Parameters of the query, decoded. */
	query: Record<string, string>;
	/** Fields of a form, decoded. */
	form: Record<string, string>;
	/** '' for no body. */
	rawBody: string;
}

/** What happens to one request at one moment. */
export interface TakenFaults {
	latencyMs: number;
	/** What has to be so before it goes on. */
	until: Array<() => boolean>;
	fault: SpoilingFault | undefined;
}

/** The rules as the server sees them. */
export interface FaultQueue extends Faults {
	/**
	 * Takes what applies to a request now, and counts it as used: every latency and hold that matches (they
	 * add up), and the first that matches of the others.
	 */
	take(request: FaultRequest, when: FaultMoment): TakenFaults;
}

/** Makes an empty list of faults. */
export function createFaults(): FaultQueue {
	let rules: Array<{ rule: FaultRule; toSkip: number; left: number }> = [];
	return {
		add(rule) {
			const entry = { rule, toSkip: rule.skip ?? 0, left: rule.times ?? 1 };
			rules.push(entry);
			return () => {
				rules = rules.filter((other) => other !== entry);
			};
		},
		clear() {
			rules = [];
		},
		take({ path, form, rawBody }, when) {
			const taken: TakenFaults = { latencyMs: 0, until: [], fault: undefined };
			for (const entry of rules) {
				if (entry.left <= 0 || entry.rule.when !== when) continue;
				const { body, fault, ...rule } = entry.rule;
				if (!matches(path, 'endsWith', rule.path)) continue;
				if (!matches(rawBody, 'includes', body)) continue;
				if (!hasValues(form, rule.form)) continue;
				if (Math.random() >= (rule.probability ?? 1)) continue;
				if (entry.toSkip > 0) {
					entry.toSkip -= 1;
					continue;
				}
				if (fault.kind === 'latency') taken.latencyMs += fault.ms;
				else if (fault.kind === 'hold') taken.until.push(fault.until);
				else if (taken.fault === undefined) taken.fault = fault;
				else continue;
				entry.left -= 1;
			}
			return taken;
		},
	};
}

function matches(
	value: string,
	how: 'endsWith' | 'includes',
	wanted: string | RegExp | undefined,
): boolean {
	if (wanted === undefined) return true;
	// `search` and not `test`, which remembers a position in an expression with the g flag.
	return typeof wanted === 'string' ? value[how](wanted) : value.search(wanted) !== -1;
}

function hasValues(
	form: Readonly<Record<string, string>>,
	wanted: Record<string, string> = {},
): boolean {
	return Object.entries(wanted).every(([name, value]) => form[name] === value);
}
