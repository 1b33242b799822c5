import { expect, it } from '@jest/globals';
import { NodeApiError, type JsonObject } from 'n8n-workflow';
import { describeNetworkFault } from '../../../nodes/shared/http/networkFault.ts';
import { ANY_NODE } from '../anyNode.mts';

const axiosError = (cause: object) => ({ message: 'x', cause: { isAxiosError: true, ...cause } });

it.each([
	[{ code: 'ECONNREFUSED', syscall: 'connect' }, 'notSent'],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
	[{ code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }, 'notSent'],
	[{ code: 'ENETUNREACH', errors: [{ syscall: 'connect' }] }, 'notSent'],
	[{ code: 'EADDRNOTAVAIL', syscall: 'connect' }, 'notSent'],
	[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'notSent'],
	[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent'],
	[{ code: 'EPROTO', message: 'write EPROTO: wrong version number' }, 'notSent'],
	[{ code: 'EPROTO', message: 'write EPROTO: bad record mac' }, 'unknown'],
	[{ code: 'EHOSTUNREACH', syscall: 'read' }, 'unknown'],
	[{ code: 'ETIMEDOUT', syscall: 'read' }, 'unknown'],
	[{ code: 'ECONNABORTED' }, 'unknown'],
	[{ code: 'ECONNRESET' }, 'unknown'],
	[{ code: 'ERR_BAD_RESPONSE' }, 'unknown'],
	[{ code: 'ERR_CANCELED' }, 'unknown'],
	[{}, 'unknown'],
])('%j means %s', (cause, outcome) => {
	expect(describeNetworkFault(axiosError(cause), 'Gateway').outcome).toBe(outcome);
});

/** What n8n 1 throws for what its HTTP client threw: n8n's error, but without a cause. */
function lostByN8n1(message: string, properties: JsonObject): NodeApiError {
	const error = new NodeApiError(ANY_NODE, Object.assign(new Error(message), properties));
	return Object.defineProperty(error, 'cause', { value: undefined });
}

it.each([
	['connect ECONNREFUSED 192.0.2.1:443', { code: 'ECONNREFUSED' }, 'notSent'],
	['connect ETIMEDOUT 192.0.2.1:443', { code: 'ETIMEDOUT' }, 'notSent'],
	['getaddrinfo ENOTFOUND gateway.invalid', { code: 'ENOTFOUND' }, 'notSent'],
	['self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent'],
	['write EPROTO: wrong version number', { code: 'EPROTO' }, 'notSent'],
	['write EPROTO: bad record mac', { code: 'EPROTO' }, 'unknown'],
	['read EHOSTUNREACH', { code: 'EHOSTUNREACH' }, 'unknown'],
	['read ETIMEDOUT', { code: 'ETIMEDOUT' }, 'unknown'],
	['timeout of 300000ms exceeded', { code: 'ECONNABORTED' }, 'unknown'],
	['socket hang up', { code: 'ECONNRESET' }, 'unknown'],
	['stream has been aborted', { code: 'ERR_BAD_RESPONSE', response: { status: 200 } }, 'unknown'],
	['stream has been aborted', { response: { status: 200 } }, 'unknown'],
	['canceled', { code: 'ERR_CANCELED' }, 'unknown'],
])('“%s” of n8n 1, with %j, means %s', (message, properties, outcome) => {
	expect(describeNetworkFault(lostByN8n1(message, properties), 'Gateway').outcome).toBe(outcome);
});

it('shows what n8n refused before any request', () => {
	expect(describeNetworkFault(new Error('Domain not allowed.'), 'Gateway')).toMatchObject({
		message: 'Gateway was not called: Domain not allowed.',
		outcome: 'notSent',
	});
});

const CHECK_URL = 'Check the Base URL in the credential';
const NETWORK = 'Check the network of this n8n, then try again.';
const LATER = 'temporarily-unavailable';

it.each<[string, object, object | undefined, string, string, string | undefined]>([
	[
		'a refused connection',
		{ code: 'ECONNREFUSED' },
		undefined,
		'Gateway refused the connection.',
		`It may be offline. ${CHECK_URL}, or try again later.`,
		LATER,
	],
	[
		'an unknown address',
		{ code: 'ENOTFOUND' },
		undefined,
		'Gateway could not be reached: its address was not found.',
		`${CHECK_URL}.`,
		'configuration-invalid',
	],
	[
		'a name server that does not answer',
		{ code: 'EAI_AGAIN' },
		undefined,
		'Gateway could not be reached: its address was not found.',
		'Check the network and the DNS settings of this n8n, then try again.',
		LATER,
	],
	[
		'a host without a way to it',
		{ code: 'EHOSTUNREACH', syscall: 'connect' },
		undefined,
		'Gateway could not be reached.',
		NETWORK,
		LATER,
	],
	[
		'a network without a way to it',
		{ code: 'ENETUNREACH', syscall: 'connect' },
		undefined,
		'Gateway could not be reached.',
		NETWORK,
		LATER,
	],
	[
		'no address',
		{ code: 'ERR_INVALID_URL' },
		undefined,
		'Gateway cannot be called: its address is not valid.',
		`${CHECK_URL}; it should begin with https://.`,
		'configuration-invalid',
	],
	[
		'HTTP in place of HTTPS',
		{ code: 'EPROTO', message: 'Wrong Version Number' },
		undefined,
		'Gateway did not respond over HTTPS.',
		'Check whether the Base URL in the credential should begin with http:// or https://.',
		LATER,
	],
	[
		'a certificate',
		{ code: 'CERT_HAS_EXPIRED' },
		undefined,
		'The certificate of Gateway could not be verified (CERT_HAS_EXPIRED).',
		`${CHECK_URL}. For a gateway of your own, see Request Options > Ignore SSL Issues.`,
		'configuration-invalid',
	],
	[
		'a certificate, without Request Options',
		{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
		{ hasRequestOptions: false },
		'The certificate of Gateway could not be verified (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
		`${CHECK_URL}. A gateway of your own needs a certificate that this n8n trusts.`,
		'configuration-invalid',
	],
	[
		'a timeout',
		{ code: 'ESOCKETTIMEDOUT' },
		undefined,
		'Gateway did not respond in time.',
		'Try again later, or raise the timeout under Request Options.',
		LATER,
	],
	[
		'a timeout, without Request Options',
		{ code: 'ERR_CANCELED' },
		{ hasRequestOptions: false, isOutOfTime: true },
		'Gateway did not respond in time.',
		'Try again later. If this keeps happening, contact the gateway.',
		LATER,
	],
	[
		'a connection that fails',
		{ code: 'EADDRNOTAVAIL', syscall: 'connect' },
		undefined,
		'Gateway could not be reached (EADDRNOTAVAIL).',
		`${CHECK_URL} and the network of this n8n, then try again.`,
		LATER,
	],
	[
		'a connection that fails without a code',
		{ syscall: 'connect' },
		undefined,
		'Gateway could not be reached (no connection).',
		`${CHECK_URL} and the network of this n8n, then try again.`,
		LATER,
	],
	[
		'an execution that is stopped',
		{ code: 'ERR_CANCELED' },
		undefined,
		'The execution was stopped while waiting for Gateway.',
		'Run the workflow again if it was stopped by mistake.',
		undefined,
	],
	[
		'a connection that is cut',
		{ code: 'ECONNRESET' },
		undefined,
		'The connection to Gateway was cut off before the response was complete.',
		'Try again later.',
		LATER,
	],
])('says what to do about %s', (_what, fault, context, message, advice, cause) => {
	expect(describeNetworkFault(axiosError(fault), 'Gateway', context)).toEqual(
		expect.objectContaining({ message, advice, ...(cause && { cause }) }),
	);
});

it.each<[string, unknown, string]>([
	['is no error', 'Oh no', 'Gateway was not called: .'],
	['has no words', {}, 'Gateway was not called: .'],
	['has words that end with a period', { message: 'No.' }, 'Gateway was not called: No.'],
	[
		'has a list that is no words',
		{ message: 'No', messages: [7, 'x'] },
		'Gateway was not called: No.',
	],
	['has a code that is none', { message: 'No', httpCode: 'none' }, 'Gateway was not called: No.'],
	['has a code that is a number', { message: 'No', code: 7 }, 'Gateway was not called: No.'],
	[
		'has addresses that failed in different calls',
		{ errors: [{ syscall: 'connect' }, { syscall: 'read' }], message: 'No' },
		'Gateway was not called: No.',
	],
	[
		'has an address that is no error',
		{ errors: ['x'], message: 'No' },
		'Gateway was not called: No.',
	],
	[
		'has the status of an answer',
		{ message: 'No', httpCode: '200' },
		'The connection to Gateway was cut off before the response was complete.',
	],
	[
		'has a cause too deep to matter',
		{ message: 'No', cause: { cause: { cause: { cause: { cause: { code: 'ECONNRESET' } } } } } },
		'Gateway was not called: No.',
	],
	[
		'has a deep cause',
		{ message: 'No', cause: { cause: { cause: { cause: { code: 'ECONNRESET' } } } } },
		'The connection to Gateway was cut off before the response was complete.',
	],
])('describes what %s', (_what, thrown, message) => {
	expect(describeNetworkFault(thrown, 'Gateway').message).toBe(message);
});
