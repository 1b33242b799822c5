import { expect, it } from '@jest/globals';
import { filled } from '../../../nodes/shared/http/endpoint.ts';

it('puts values into an address so that they stay in their place', () => {
	const endpoint = { method: 'PATCH', url: '/contacts/{group_id}/update/{uid}' } as const;
	const timeout = 1_000;
	expect(filled({ ...endpoint, timeout }, { group_id: '../me?a', uid: '$& {group_id}' })).toEqual({
		method: 'PATCH',
		url: '/contacts/..%2Fme%3Fa/update/%24%26%20%7Bgroup_id%7D',
		timeout,
	});
});
