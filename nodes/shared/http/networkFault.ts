import type { Failure } from '../failure/failure';
import { isRecord } from '../record/json';
import { lookUp } from '../record/values';

interface NeverReached {
	what: string;
	advice: string;
	/** Where the code alone does not tell that the request has not left: what does. */
	onlyIf?: (root: Root) => boolean;
}

/** A connection that stood can be lost with these codes too, after a request went over it. */
const whileConnecting = ({ syscall }: Root) => syscall === 'connect';

/** Faults that come before a request leaves this machine, by code. */
const NEVER_REACHED: Record<string, NeverReached> = {
	ECONNREFUSED: {
		what: 'refused the connection',
		advice: 'It may be offline. Check the Base URL in the credential, or try again later.',
	},
	ENOTFOUND: {
		what: 'could not be reached: its address was not found',
		advice: 'Check the Base URL in the credential.',
	},
	EAI_AGAIN: {
		what: 'could not be reached: its address was not found',
		advice: 'Check the network and the DNS settings of this n8n, then try again.',
	},
	EHOSTUNREACH: {
		what: 'could not be reached',
		advice: 'Check the network of this n8n, then try again.',
		onlyIf: whileConnecting,
	},
	ENETUNREACH: {
		what: 'could not be reached',
		advice: 'Check the network of this n8n, then try again.',
		onlyIf: whileConnecting,
	},
	ERR_INVALID_URL: {
		what: 'cannot be called: its address is not valid',
		advice: 'Check the Base URL in the credential; it should begin with https://.',
	},
	EPROTO: {
		what: 'did not respond over HTTPS',
		advice: 'Check whether the Base URL in the credential should begin with http:// or https://.',
		onlyIf: ({ messages }) => messages.some((text) => /wrong version number/i.test(text)),
	},
};

/** What is known of a request besides what was thrown. */
export interface FaultContext {
	/** Whether the user has n8n's Request Options. Default: true. */
	hasRequestOptions?: boolean;
	/** Whether its time was over. */
	isOutOfTime?: boolean;
}

const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/**
 * Describes what was thrown in place of an HTTP answer, and whether the request can have reached
 * the gateway. What is not known for certain to have stayed here counts as `unknown`.
 */
export function describeNetworkFault(
	thrown: unknown,
	service: string,
	{ hasRequestOptions = true, isOutOfTime = false }: FaultContext = {},
): Failure {
	const root = rootOf(thrown);
	const { code, messages, fromHttpClient } = root;
	const before = code === undefined ? undefined : lookUp(NEVER_REACHED, code);
	if (before && (before.onlyIf?.(root) ?? true)) {
		return {
			message: `${service} ${before.what}.`,
			advice: before.advice,
			outcome: 'notSent',
			cause:
				code === 'ERR_INVALID_URL' || code === 'ENOTFOUND'
					? 'configuration-invalid'
					: 'temporarily-unavailable',
		};
	}
	if (code !== undefined && CERTIFICATE_CODE.test(code)) {
		return {
			message: `The certificate of ${service} could not be verified (${code}).`,
			advice: hasRequestOptions
				? 'Check the Base URL in the credential. For a gateway of your own, see Request Options > Ignore SSL Issues.'
				: 'Check the Base URL in the credential. A gateway of your own needs a certificate that this n8n trusts.',
			outcome: 'notSent',
			cause: 'configuration-invalid',
		};
	}
	if (isOutOfTime || (code !== undefined && TIMEOUT_CODES.has(code))) {
		return {
			message: `${service} did not respond in time.`,
			advice: hasRequestOptions
				? 'Try again later, or raise the timeout under Request Options.'
				: 'Try again later. If this keeps happening, contact the gateway.',
			outcome: whileConnecting(root) ? 'notSent' : 'unknown',
			cause: 'temporarily-unavailable',
		};
	}
	if (whileConnecting(root)) {
		return {
			message: `${service} could not be reached (${code ?? 'no connection'}).`,
			advice: 'Check the Base URL in the credential and the network of this n8n, then try again.',
			outcome: 'notSent',
			cause: 'temporarily-unavailable',
		};
	}
	if (code === 'ERR_CANCELED') {
		return {
			message: `The execution was stopped while waiting for ${service}.`,
			advice: 'Run the workflow again if it was stopped by mistake.',
			outcome: 'unknown',
		};
	}
	if (code !== undefined || fromHttpClient) {
		return {
			message: `The connection to ${service} was cut off before the response was complete.`,
			advice: 'Try again later.',
			outcome: 'unknown',
			cause: 'temporarily-unavailable',
		};
	}
	return {
		message: `${service} was not called: ${(messages[0] ?? '').replace(/\.$/, '')}.`,
		advice: 'Check the credential and the settings of this node.',
		outcome: 'notSent',
		cause: 'configuration-invalid',
	};
}

interface Root {
	code?: string;
	syscall?: string;
	/** The words of the error and of its causes, outermost first. */
	messages: string[];
	fromHttpClient: boolean;
}

/** The code, system call and words of an error, found along its chain of causes. */
function rootOf(thrown: unknown): Root {
	const root: Root = { messages: [], fromHttpClient: false };
	let current: unknown = thrown;
	for (let depth = 0; depth < 5 && isRecord(current); depth++) {
		if (typeof current.message === 'string') root.messages.push(current.message);
		if (typeof current.code === 'string') root.code = current.code;
		root.syscall = syscallOf(current) ?? root.syscall;
		root.fromHttpClient ||= current.isAxiosError === true;
		addWhatRemains(current, root);
		current = current.cause;
	}
	return root;
}

/**
 * n8n 1 wraps what the HTTP client threw, and loses it: its error has no cause. What remains of that
 * is its words, and its code or the HTTP status of its answer, both as the HTTP code.
 */
function addWhatRemains({ httpCode, messages }: Record<string, unknown>, root: Root): void {
	if (Array.isArray(messages)) {
		root.messages.push(...messages.filter((text) => typeof text === 'string'));
	}
	if (typeof httpCode !== 'string') return;
	const isCode = /^[A-Z][A-Z0-9_]*$/.test(httpCode);
	if (isCode) {
		root.code ??= httpCode;
		// Node's own words begin with the system call: "connect ETIMEDOUT 192.0.2.1:443".
		const isConnecting = root.messages.some((text) => text.startsWith(`connect ${httpCode}`));
		if (isConnecting) root.syscall ??= 'connect';
	}
	root.fromHttpClient ||= isCode || /^\d{3}$/.test(httpCode);
}

/** The system call of an error; of one for several addresses of a host the one that all share. */
function syscallOf({ syscall, errors }: Record<string, unknown>): string | undefined {
	if (typeof syscall === 'string') return syscall;
	if (!Array.isArray(errors)) return undefined;
	const calls = new Set(
		errors.map((error: unknown) => (isRecord(error) ? error.syscall : undefined)),
	);
	const [call] = calls;
	return calls.size === 1 && typeof call === 'string' ? call : undefined;
}
