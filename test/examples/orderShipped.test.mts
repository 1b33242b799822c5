import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { refusal, setUp } from '../textBoost/setup.mts';
import { readExample } from './readExample.mts';

const { connections, nodes, settings } = readExample('order-shipped.json');
/** A refusal that no operator can say (recorded: "voice" of 3.9 and 3.13.0). */
const NO_SERVER = 'No sending server available for your subscribed plan';
const setup = setUp();
const textBoost = () => setup.sandbox.textBoost;

/** A node of n8n's own as far as the example uses it: they are not among this package's dependencies. */
function standIn(
	outputs: number,
	run: (
		parameter: (name: string) => unknown,
		item: IDataObject,
	) => { output?: number; json: IDataObject },
): INodeType {
	return {
		description: {
			displayName: 'Stand-in',
			name: 'standIn',
			group: ['input'],
			version: [1, 2, 2.1, 2.2, 3.4],
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties: ['assignments', 'conditions'].map((name) => ({
				displayName: name,
				name,
				type: 'json',
				default: '',
			})),
		},
		async execute() {
			const results = this.getInputData().map(({ json }, index) => ({
				...run((name) => this.getNodeParameter(name, index), json),
				pairedItem: { item: index },
			}));
			return Array.from({ length: outputs }, (_, output) =>
				results
					.filter((result) => (result.output ?? 0) === output)
					.map(({ json, pairedItem }) => ({ json, pairedItem })),
			);
		},
	};
}

let order: IDataObject;
beforeEach(() => {
	order = { name: 'Ada', phone: '+31612345678', language: 'nl-NL', order: '1042' };
});

const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.webhook': standIn(1, () => ({ json: { body: order } })),
	'n8n-nodes-base.emailSend': standIn(1, (_, json) => ({ json })),
	'n8n-nodes-base.stickyNote': standIn(0, (_, json) => ({ json })),
	'n8n-nodes-base.set': standIn(1, (parameter) => {
		// The example's own fields, whose form is known here.
		const { assignments } = parameter('assignments') as {
			assignments: Array<{ name: string; value: string }>;
		};
		return { json: Object.fromEntries(assignments.map(({ name, value }) => [name, value])) };
	}),
	'n8n-nodes-base.if': standIn(2, (parameter, json) => {
		const { conditions } = parameter('conditions') as {
			conditions: Array<{ leftValue: string; rightValue: string }>;
		};
		const holds = conditions.every(({ leftValue, rightValue }) => leftValue === rightValue);
		return { output: holds ? 0 : 1, json };
	}),
};

async function ship(): Promise<IRun> {
	const { nodeTypes } = setup.engine.package;
	const typeOf = (name: string, version?: number) =>
		standIns[name] ?? nodeTypes.getByNameAndVersion(name, version);
	const workflow = new Workflow({
		nodes: nodes.map((node) => ({
			...node,
			...(node.type.endsWith('.smsGateway24') && {
				parameters: {
					...node.parameters,
					deviceId: { __rl: true, mode: 'id', value: String(PIXEL_7.id) },
				},
				credentials: { smsGateway24Api: { id: '1', name: 'x' } },
			}),
			...(node.type.endsWith('.textBoost') && {
				credentials: { textBoostApi: { id: '1', name: 'x' } },
			}),
		})),
		connections,
		active: false,
		nodeTypes: { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) },
		settings,
	});
	return await setup.engine.execute(workflow, 'Order shipped', {
		textBoostApi: setup.credential(),
		smsGateway24Api: {
			baseUrl: setup.sandbox.smsGateway24.baseUrl,
			authentication: 'token',
			token: START_ACCOUNT.token,
		},
	});
}

/** What reached a node, by its name; undefined where it did not run. */
function inputOf(run: IRun, name: string): IDataObject[] | undefined {
	return run.data.resultData.runData[name]?.[0]?.data?.main?.[0]?.map(({ json }) => json);
}

it('has two notes, and hands over what either gateway has not sent', () => {
	expect(nodes.filter(({ type }) => type.endsWith('.stickyNote'))).toHaveLength(2);
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-sms-gateways.'));
	expect(ours.map(({ onError }) => onError)).toEqual(Array(2).fill('continueErrorOutput'));
});

describe('an order that was shipped', () => {
	const smsGateway24 = () => setup.sandbox.smsGateway24.messages;

	it.each([
		['nl-NL', 'Hallo Ada, uw bestelling 1042 is onderweg.'],
		['DE', 'Hallo Ada, Ihre Bestellung 1042 ist unterwegs.'],
		['fr', 'Bonjour Ada, votre commande 1042 est en route.'],
		['sv', 'Hello Ada, your order 1042 is on its way.'],
		[undefined, 'Hello Ada, your order 1042 is on its way.'],
	])('is told in the language %s', async (language, text) => {
		order.language = language;
		const before = smsGateway24().length;
		const run = await ship();
		expect(run.status).toBe('success');
		expect(textBoost().messages.at(-1)).toMatchObject({ number: '31612345678', text });
		expect(smsGateway24()).toHaveLength(before);
		expect(inputOf(run, 'Tell a person')).toBeUndefined();
	});

	it('goes through the second gateway where the first refused it', async () => {
		setup.sandbox.faults.add({
			path: '/sms/send',
			when: 'before',
			fault: refusal(NO_SERVER, 403),
		});
		const before = [textBoost().messages.length, smsGateway24().length];
		const run = await ship();
		expect(run.status).toBe('success');
		expect([textBoost().messages.length, smsGateway24().length]).toEqual([
			before[0],
			Number(before[1]) + 1,
		]);
		expect(smsGateway24().at(-1)).toMatchObject({
			sendto: '+31612345678',
			body: 'Hallo Ada, uw bestelling 1042 is onderweg.',
		});
		expect(inputOf(run, 'Tell a person')).toBeUndefined();
	});

	it('goes to a person, and is not sent again, if it is unknown whether it was sent', async () => {
		textBoost().answerFirst('31612345678', 'Enroute');
		const before = [textBoost().messages.length, smsGateway24().length];
		const run = await ship();
		expect([textBoost().messages.length, smsGateway24().length]).toEqual([
			Number(before[0]) + 1,
			before[1],
		]);
		expect(inputOf(run, 'Tell a person')).toEqual([
			{
				order: '1042',
				phone: '+31612345678',
				text: 'Hallo Ada, uw bestelling 1042 is onderweg.',
				outcome: 'unknown',
				error: expect.stringMatching(/^TextBoost returned an error \(HTTP 403\): “Enroute”/),
			},
		]);
	});

	it('goes to a person where both gateways refused it', async () => {
		for (const [path, status, body] of [
			['/sms/send', 403, JSON.stringify({ status: 'error', message: NO_SERVER })],
			['/addsms', 200, '{"error":1,"message":"Login or password incorrect"}'],
		] as const) {
			setup.sandbox.faults.add({ path, when: 'before', fault: { kind: 'answer', status, body } });
		}
		const run = await ship();
		expect(inputOf(run, 'Tell a person')).toMatchObject([{ order: '1042', outcome: 'notSent' }]);
	});
});
