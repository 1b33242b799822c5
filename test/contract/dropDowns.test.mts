import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it } from '@jest/globals';
import { searchList } from '../engine/listSearch.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { byId } from './operations.mts';
import { setUp } from './setup.mts';

const setup = setUp();

/** What is chosen in the editor, for drop-downs that depend on it. */
const CHOSEN = { resource: 'contact', operation: 'get', groupId: byId('6065ecdc9184c') };

describe.each(CONTRACTED_GATEWAYS)('the drop-downs of $title', (gateway) => {
	const { name, refusal, refusalSentence } = gateway;
	const test = setup.of(gateway);

	it('say why they are empty, without a secret', async () => {
		const { nodeTypes } = test.engine.package;
		const nodeType = nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${nodeOf(name)}`);
		const methods = Object.keys(nodeType.methods?.listSearch ?? {});
		expect(methods.length).toBeGreaterThan(0);
		const node = { type: nodeOf(name), credentialType: gateway.credential(test.sandbox).type };
		for (const method of methods) {
			test.sandbox.faults.add({ when: 'before', fault: refusal });
			await expect(searchList(test, node, method, '', CHOSEN)).rejects.toMatchObject({
				name: 'NodeApiError',
				message: expect.stringContaining(refusalSentence),
				description: expect.stringMatching(/^[A-Z].+\.$/s),
			});
		}
		expect(test.sandbox.requests.all).toHaveLength(methods.length);
		for (const { url } of test.sandbox.requests.all) {
			for (const field of gateway.contract.credential.secrets) {
				expect(url).not.toContain(String(test.credential()[field]));
			}
		}
	});
});
