import { expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { operationsOf } from './operations.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** Responses in the vendors' documents. */
const ANSWERS: Array<{
	name: GatewayName;
	field: string;
	resource: string;
	operation: string;
	answer: object;
}> = [
	{
		name: 'bestSmsGateway',
		field: 'subAccountPassword',
		resource: 'sms',
		operation: 'getAll',
		answer: {
			records: [
				{
					sms_id: '68',
					sender: 'Bakery',
					message: 'Hi',
					recipient: '2348094309926',
					status: '-2',
					status_msg: 'REJECTED',
					time_submitted: '1448224505',
					submitted_at: '2015-11-22 22:28:25',
					time_sent: '0',
					sent_at: null,
					batch_id: '1448224505',
					extra_data: '',
				},
			],
			total: '1',
			totalpages: 1,
			p: '1',
			perpage: '300',
		},
	},
	{
		name: 'bestSmsGateway',
		field: 'subAccountPassword',
		resource: 'sms',
		operation: 'send',
		answer: { error: 'No valid recipient found.', error_code: '7' },
	},
	{
		name: 'smsGateway24',
		field: 'password',
		resource: 'sms',
		operation: 'getAll',
		answer: {
			smss: {
				7: {
					sendto: '+32474123456',
					body: 'Hi',
					created: { date: '2026-03-01 10:00:00.000000', timezone_type: 3, timezone: 'UTC' },
					status: 7,
					customerid: null,
				},
			},
			count: 1,
		},
	},
	{
		name: 'smsGateway24',
		field: 'password',
		resource: 'sms',
		operation: 'send',
		answer: { error: 1, message: 'Login or password incorrect' },
	},
	{
		name: 'smsGateway24',
		field: 'password',
		resource: 'device',
		operation: 'getAll',
		answer: {
			device: { 7: { title: 'Phone', lastseen: null, subscription: true, number: '+32474123456' } },
			count: 1,
		},
	},
];

/** The keys of an answer, and the words of its sentences. */
function wordsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
		const isSentence =
			['error', 'status_msg'].includes(key) || ('error' in value && key === 'message');
		const said = isSentence && typeof inner === 'string' ? (inner.match(/\w+/g) ?? []) : [];
		return [key, ...said, ...wordsIn(inner)];
	});
}

async function outputOf(
	{ name, field, resource, operation, answer }: (typeof ANSWERS)[number],
	password: string,
): Promise<unknown> {
	setup.sandbox.faults.clear();
	setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: jsonAnswer(200, answer) });
	const { type, data } = GATEWAYS[name].credential(setup.sandbox);
	const found = operationsOf(name, setup.engine.package).find(
		(candidate) => candidate.resource === resource && candidate.operation === operation,
	);
	const credential: IDataObject = { ...data, [field]: password };
	const { json, error } = await setup.engine.run({
		type: nodeOf(name),
		parameters: { resource, operation, ...found?.parameters },
		credentials: { [type]: credential as typeof data },
	});
	return { json, message: error?.message, description: error?.description };
}

it.each(ANSWERS)(
	'$name: $resource $operation reads an answer also where its words are the password',
	async (answered) => {
		const expected = await outputOf(answered, 'f0e1d2c3b4a5');
		expect(JSON.stringify(expected)).not.toContain('cannot read');
		const words = [...new Set(wordsIn(answered.answer)), 'record', 'essage', '0', '-2'];
		for (const word of words) {
			expect({ word, output: await outputOf(answered, word) }).toEqual({ word, output: expected });
		}
	},
);
