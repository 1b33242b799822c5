import { expect, it } from '@jest/globals';
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { describeNetworkFault } from '../../../nodes/shared/http/networkFault.ts';

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
	const node: INode = {
		id: '1',
		name: 'A',
		type: 'a',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const error = new NodeApiError(node, Object.assign(new Error(message), properties));
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
