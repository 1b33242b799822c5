import { expect, it } from '@jest/globals';
import { describeNetworkFault } from '../../nodes/shared/networkFault.ts';

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

it('shows what n8n refused before any request', () => {
	expect(describeNetworkFault(new Error('Domain not allowed.'), 'Gateway')).toMatchObject({
		message: 'Gateway was not asked: Domain not allowed.',
		outcome: 'notSent',
	});
});
