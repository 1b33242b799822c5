import { expect, it } from '@jest/globals';
import type { IExecutePaginationFunctions } from 'n8n-workflow';
import type { Estimate } from '../../nodes/shared/cost/messageCost.ts';
import { estimateOperation } from '../../nodes/shared/sending/estimateOperation.ts';

// Up to version 2 of n8n's AI agent, n8n ends before it with an error, for it reads the credential that is hidden.
it('asks nobody where n8n routes the operation, whatever lets it come so far', async () => {
	const { routing } = estimateOperation((fields) => {
		// Only what is read here matters, not what becomes of it.
		return { text: fields.text('message', 'Message') } as unknown as Estimate;
	});
	// Of what n8n gives a routing only what an estimate needs: no helper that could make a request.
	const context = {
		getNode: () => ({ name: 'Node', type: 'node', parameters: {} }),
		getItemIndex: () => 2,
		getNodeParameter: (name: string) => `The ${name}`,
		continueOnFail: () => false,
	} as unknown as IExecutePaginationFunctions;
	const { pagination } = routing.operations ?? {};
	if (typeof pagination !== 'function') throw new Error('The routing has no function');
	const request = { options: { url: '' }, preSend: [], postReceive: [] };
	expect(await pagination.call(context, request)).toEqual([
		{ json: { text: 'The message' }, pairedItem: { item: 2 } },
	]);
});
