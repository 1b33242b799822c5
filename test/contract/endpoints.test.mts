import { nodeOf } from '../../lab/gateways/gateway.mts';
import { expect, it } from '@jest/globals';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import type { NodeOperation } from './operations.mts';
import { byId, operationsOf } from './operations.mts';

const setup = setUpEngine();

/** What an operation asks besides, as the vendors' documents and the fact sheets name it. */
const OTHER_REQUESTS: Record<string, string[]> = {
	'bestSmsGateway contact syncGroup': ['POST save_contacts'],
	'bestSmsGateway sms send': ['POST fetch_sms'],
	'bestSmsGateway sms sendAndWait': ['POST fetch_sms'],
	'bestSmsGateway sms sendMany': ['POST fetch_sms'],
	'smstools contact syncGroup': ['GET /groups', 'POST /contact'],
	'smstools contact upsert': ['GET /contact'],
	'textBoost contact syncGroup': ['POST /contacts/{group_id}/store'],
	'textBoost contact upsert': ['POST /contacts/{group_id}/all'],
};

it.each(ALL_GATEWAYS)('each operation of $title asks where it says', async (gateway) => {
	const operations = operationsOf(gateway.name, setup.engine.package);
	expect(operations).not.toEqual([]);
	const { type, data, name } = gateway.credential(setup.sandbox);
	const basePath = new URL(plainText(data.baseUrl)).pathname;
	const stated: Record<string, string[]> = {};
	const asked: Record<string, string[]> = {};
	for (const one of operations) {
		const { resource, operation, parameters } = one;
		const key = `${gateway.name} ${resource} ${operation}`;
		// What depends on the group first looks whether it is there, and whether the number is in it.
		const inGroup =
			gateway.name === 'textBoost' && 'groupId' in parameters
				? { groupId: byId(setup.sandbox.textBoost.seedGroup('Customers', 1)) }
				: key === 'smstools contact syncGroup'
					? { groupId: byId(setup.sandbox.smstools.addGroup('Customers')) }
					: {};
		setup.sandbox.requests.clear();
		await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: { resource, operation, ...parameters, ...inGroup },
			credentials: { [type]: { ...data, name } },
			items: [{}],
			settings: { onError: 'continueRegularOutput' },
			// A question goes out once in an execution.
			executionId: key,
		});
		const statements = [...statementsOf(one), ...(OTHER_REQUESTS[key] ?? [])];
		stated[key] = [...statements].sort();
		const requests = setup.sandbox.requests.all.map((request) => {
			const found = statements.find((statement) => isStatedBy(statement, request, basePath));
			return found ?? `${request.method} ${request.form.action ?? request.path}`;
		});
		asked[key] = [...new Set(requests)].sort();
	}
	expect(asked).toEqual(stated);
});

/** A statement in words: method and path, or method and action where all actions have one address. Estimate has none. */
function statementsOf({ operation, request }: NodeOperation): string[] {
	if (operation === 'estimate') {
		expect(request).toBeUndefined();
		return [];
	}
	const { method, url, body } = request ?? {};
	const action = typeof body === 'object' && body !== null && 'action' in body ? body.action : '';
	return [`${method} ${url}${plainText(action)}`];
}

function isStatedBy(statement: string, request: RecordedRequest, basePath: string): boolean {
	const { method, path, form } = request;
	const asked = `${method} ${form.action ?? path.slice(basePath.length)}`.split('/');
	const parts = statement.split('/');
	return (
		path.startsWith(basePath) &&
		parts.length === asked.length &&
		parts.every((part, place) => part === asked[place] || (/^\{\w+\}$/.test(part) && asked[place]))
	);
}
