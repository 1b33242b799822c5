import { describe, expect, it } from '@jest/globals';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { COMMON_FIELDS, OUTGOING_FIELDS } from './commonFields.mts';

const setup = setUpEngine();

describe.each(ALL_GATEWAYS)('the SMS of $title', (gateway) => {
	const reads = gateway.name === 'smstools' ? 'getSent' : 'getAll';

	it.each(['send', reads])('have the common fields first, in order, from %s', async (operation) => {
		const credential = gateway.credential(setup.sandbox);
		const { type, data } = gateway.prepare?.(setup.sandbox, credential) ?? credential;
		const run = async (named: string) =>
			await setup.engine.run({
				type: nodeOf(gateway.name),
				parameters: {
					...gateway.parameters,
					...{ resource: 'sms', operation: named, to: gateway.phone(1), message: 'Hello' },
				},
				credentials: { [type]: data },
			});
		await run('send');
		const { json } = await run(operation);
		expect(json.length).toBeGreaterThan(0);
		for (const message of json) {
			const fields = message.direction === 'outgoing' ? OUTGOING_FIELDS : COMMON_FIELDS;
			expect(Object.keys(message).slice(0, fields.length)).toEqual(fields);
		}
	});
});
