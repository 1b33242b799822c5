import { expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { onPixel7, setUp } from '../smsGateway24/setup.mts';
import { plainText } from '../engine/plainText.mts';
import { readExample } from './readExample.mts';

const { nodes } = readExample('low-balance-to-alert.json');
const setup = setUp();
const personInCharge = '+31612345678';

function nodeNamed(name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (node === undefined) throw new Error(`There is no ${name} in the example`);
	return node;
}

/** Runs the alert with what the trigger of TextBoost yields. */
async function alert() {
	const { parameters, onError } = nodeNamed('Alert by SMS');
	const { resource, operation, ...fields } = parameters;
	return await setup.run(
		plainText(resource),
		plainText(operation),
		{ ...fields, ...onPixel7, to: personInCharge },
		{
			items: [{ balance: 99.9, balanceText: '₱99.90', expiresText: null }],
			settings: { onError },
			readAfterError: email(),
		},
	);
}

/** Subject and text of the email, as one expression. */
function email(): string {
	const { subject, text } = nodeNamed('Tell by email').parameters;
	return `${plainText(subject)}\n${plainText(text).replace(/^=/, '')}`;
}

it('tells the balance as the host prints it', async () => {
	const { json, readAfterError } = await alert();
	expect(readAfterError).toEqual([]);
	expect(json).toMatchObject([
		{
			to: personInCharge,
			text: 'Your balance at TextBoost is down to ₱99.90. Please top it up.',
		},
	]);
	expect(setup.sandbox.requests.to('/addsms')).toHaveLength(1);
});

it.each([
	[
		'The SMS was not sent.',
		'before',
		{ kind: 'answer', status: 200, body: '{"error":1,"message":"Login or password incorrect"}' },
	],
	['may still have been sent', 'after', { kind: 'drop' }],
] as const)('hands the email the balance, and that the SMS: %s', async (words, when, fault) => {
	setup.sandbox.faults.add({ path: '/addsms', when, fault });
	const { items, readAfterError } = await alert();
	expect(items).toEqual([]);
	expect(readAfterError).toEqual([
		expect.stringMatching(
			new RegExp(`^Your balance at TextBoost is down to ₱99\\.90\\n.*${words}`, 's'),
		),
	]);
});
