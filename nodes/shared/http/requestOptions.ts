import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../record/json';
import { quoted } from '../record/text';

/** n8n's own "Request Options" of declarative nodes, which `customOperations` must apply itself. */
export interface RequestOptions {
	http: Pick<IHttpRequestOptions, 'timeout' | 'proxy' | 'skipSslCertificateValidation'>;
	batching?: { size: number; intervalMs: number };
}

/** What n8n's field Items per Batch says of -1. */
const DISABLED = -1;

/** As n8n does for declarative requests without a timeout of the user's. */
const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Reads the value of the parameter `requestOptions`. A proxy is an address such as
 * http://user:password@host:port.
 *
 * @throws NodeOperationError where the proxy is not such an address
 */
export function readRequestOptions(node: INode, value: unknown): RequestOptions {
	const options = isRecord(value) ? value : {};
	const batching = isRecord(options.batching) ? options.batching : {};
	const batch = isRecord(batching.batch) ? batching.batch : {};
	const size = Number(batch.batchSize);
	const intervalMs = Number(batch.batchInterval);
	return {
		http: {
			timeout: Number(options.timeout) > 0 ? Number(options.timeout) : DEFAULT_TIMEOUT_MS,
			...(options.allowUnauthorizedCerts === true && { skipSslCertificateValidation: true }),
			...(typeof options.proxy === 'string' &&
				options.proxy !== '' && { proxy: readProxy(node, options.proxy) }),
		},
		...(intervalMs > 0 &&
			size !== DISABLED && {
				batching: { size: size >= 1 ? Math.floor(size) : 1, intervalMs },
			}),
	};
}

function readProxy(node: INode, address: string): IHttpRequestOptions['proxy'] {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	const isReadable = url !== undefined && url.hostname !== '' && isEncodedWell(url);
	if (!isReadable) {
		// Without what is before "@", which is a password.
		const shown = address.replace(/^.*@/s, '');
		throw new NodeOperationError(
			node,
			`Proxy under Request Options is ${quoted(shown)}, which is not an address.`,
			{ description: 'Enter an address such as http://proxy.example.com:3128.' },
		);
	}
	return {
		host: url.hostname,
		port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
		protocol: url.protocol.replace(/:$/, ''),
		...(url.username !== '' && {
			auth: {
				username: decodeURIComponent(url.username),
				password: decodeURIComponent(url.password),
			},
		}),
	};
}

/** Whether name and password can be decoded: "%" is no sign of its own there, and not every number is a character. */
function isEncodedWell({ username, password }: URL): boolean {
	try {
		decodeURIComponent(username);
		decodeURIComponent(password);
		return true;
	} catch {
		return false;
	}
}
