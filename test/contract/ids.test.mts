import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Gateway, GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { createPoller } from '../engine/poller.mts';
import { byId } from './operations.mts';
import { answerWith, askAgain, withFields, withHugeIds } from './rewrittenAnswers.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** What sends, and what reads lists with the ids of what was sent and saved. */
const OPERATIONS: Record<GatewayName, Array<[string, string]>> = {
	smsGateway24: [
		['sms', 'send'],
		['sms', 'getAll'],
		['device', 'getAll'],
	],
	smstools: [
		['sms', 'send'],
		['sms', 'getSent'],
		['contact', 'getAll'],
		['group', 'getAll'],
	],
	bestSmsGateway: [
		['sms', 'send'],
		['sms', 'getAll'],
		['contact', 'getAll'],
	],
	textBoost: [
		['sms', 'send'],
		['sms', 'getAll'],
		['contact', 'getAll'],
		['group', 'getAll'],
	],
};

/** Words that every object of JavaScript has. */
const OWN_WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

/** Fields with a status, code, direction, type or name, by all names that the vendors have for one. */
const WORDS =
	/status|status_msg|customer_status|direction|sms_type|type|group_name|groupname|name|title|network|error|error_code|code/;

const OF_PROTOTYPE = Object.getOwnPropertyNames(Object.prototype);

let groupId = '';

beforeEach(() => {
	setup.sandbox.textBoost.resetSettings();
	groupId = setup.sandbox.textBoost.seedGroup('Customers', 2);
	const { smstools } = setup.sandbox;
	smstools.addContact({ phone: '31600000001', groupid: smstools.addGroup('Customers') });
	for (const { giveCredit } of ALL_GATEWAYS) giveCredit(setup.sandbox);
});

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const { name } = gateway;
	const credentialsOf = ({ credential }: Gateway) => {
		const { type, data } = credential(setup.sandbox);
		return { [type]: data };
	};
	const parametersOf = (resource: string, operation: string): INodeParameters => ({
		resource,
		operation,
		...(operation === 'send' && {
			...gateway.parameters,
			to: gateway.phone(1),
			message: 'Hello',
		}),
		...(name === 'textBoost' && resource === 'contact' && { groupId: byId(groupId) }),
		returnAll: true,
	});
	const run = async (parameters: INodeParameters, settings = {}) =>
		await setup.engine.run({
			type: nodeOf(name),
			parameters,
			credentials: credentialsOf(gateway),
			settings,
		});

	/** What comes out of an operation whose first request is answered with what `rewrite` makes of the real answer. */
	async function outputOf(
		[resource, operation]: [string, string],
		simplify: boolean,
		rewrite: (answer: string) => string,
	) {
		const parameters = { ...parametersOf(resource, operation), simplify };
		if (name === 'bestSmsGateway' && resource === 'contact') {
			await run({ resource, operation: 'upsert', phone: gateway.phone(1) });
		}
		setup.sandbox.requests.clear();
		await run(parameters);
		const [first] = setup.sandbox.requests.all;
		if (first === undefined) throw new Error(`${resource} ${operation} asks the gateway`);
		answerWith(setup.sandbox, rewrite(await askAgain(setup.sandbox, first)));
		const result = await run(parameters);
		setup.sandbox.faults.clear();
		return result;
	}

	it.each(
		OPERATIONS[name].flatMap((of) => [true, false].map((simplify) => [...of, simplify] as const)),
	)('%s %s keeps ids digit by digit, with Simplify %s', async (resource, operation, simplify) => {
		let ids: string[] = [];
		const { json, error } = await outputOf([resource, operation], simplify, (answer) => {
			const huge = withHugeIds(answer);
			({ ids } = huge);
			return huge.body;
		});
		expect(error).toBeUndefined();
		expect(ids.length).toBeGreaterThan(0);
		const numbers = JSON.stringify(json).match(/90071992547\d{5}/g) ?? [];
		expect(numbers.length).toBeGreaterThan(0);
		expect(ids).toEqual(expect.arrayContaining(numbers));
	});

	it.each(OPERATIONS[name].flatMap((of) => OWN_WORDS.map((word) => [...of, word] as const)))(
		"%s %s reads JavaScript's own word %s as a word",
		async (resource, operation, word) => {
			const { json, error } = await outputOf([resource, operation], true, (answer) =>
				withFields(answer, WORDS, word),
			);
			expect(error?.message ?? '').not.toMatch(/function|\[object|Cannot|undefined/);
			for (const { status, vendorStatus } of json) {
				// A batch that is read back has moved on by then, on a busy machine.
				expect([undefined, null, 'unknown', 'queued', 'sent', 'delivered', word]).toContain(status);
				expect([undefined, null, 'PENDING', 'SENT', 'DELIVERED', word]).toContain(vendorStatus);
			}
			expect(JSON.stringify(json)).not.toMatch(/native code|\[object/);
			expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(OF_PROTOTYPE);
		},
	);

	/** A trigger with a baseline, and the list of two SMS that were sent since, as the gateway answers the next poll. */
	async function afterBaseline() {
		const poller = createPoller(setup.engine, {
			type: `${nodeOf(name)}Trigger`,
			parameters: { event: 'smsStatusChanged', statuses: [] },
			credentials: credentialsOf(gateway),
		});
		setup.sandbox.requests.clear();
		await poller.poll();
		// BestSMSGateway is asked for what waits first, and for the list then.
		const list = setup.sandbox.requests.all.at(-1);
		if (list === undefined) throw new Error('The trigger asks the gateway');
		for (const index of [1, 2]) {
			await run({ ...parametersOf('sms', 'send'), to: gateway.phone(index) });
		}
		return { poller, answer: await askAgain(setup.sandbox, list) };
	}

	it('starts workflows for two SMS whose ids JavaScript would round to one, once each', async () => {
		setup.sandbox.textBoost.settings.version = '3.13.0';
		const { poller, answer } = await afterBaseline();
		// TextBoost's own ids tell the time, and without that the time has to be readable.
		const readable = withFields(answer, /sent_at/, new Date().toISOString());
		const { body, ids } = withHugeIds(name === 'textBoost' ? readable : answer);
		answerWith(setup.sandbox, body, Infinity);
		const first = (await poller.poll()).map(({ id }) => id);
		expect(first.length).toBeGreaterThan(1);
		expect(new Set(first).size).toBe(first.length);
		expect(ids).toEqual(expect.arrayContaining(first));
		expect(await poller.poll()).toEqual([]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	it.each(OWN_WORDS)("starts workflows for SMS with JavaScript's own word %s", async (word) => {
		const { poller, answer } = await afterBaseline();
		const body = withFields(answer, /status|status_msg|customer_status|type|sms_type/, word);
		// That of the whole answer is no status of an SMS.
		const { status } = JSON.parse(answer) as IDataObject;
		const own = `{"status":${JSON.stringify(word)}`;
		answerWith(setup.sandbox, body.replace(own, `{"status":${JSON.stringify(status)}`), Infinity);
		const items = await poller.poll();
		expect(items.map(({ status }) => status)).toEqual(items.map(() => 'unknown'));
		expect(JSON.stringify(items)).not.toMatch(/native code|\[object/);
	});
});
