import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { setUp } from './setup.mts';

const setup = setUp();

/** The fields that a node shows with a setting, such as an operation, in order. */
function shownWith(node: 'textBoost' | 'textBoostTrigger', setting: Record<string, string>) {
	const { nodeTypes } = setup.engine.package;
	const { description } = nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${node}`);
	return description.properties.filter(({ displayOptions: { show = {} } = {} }) =>
		Object.entries(setting).every(([name, value]) => show[name]?.includes(value) ?? false),
	);
}

const noticesOf = (fields: INodeProperties[]) =>
	fields.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);
const hintOf = (fields: INodeProperties[], name: string) =>
	fields.find((field) => field.name === name)?.hint;

describe.each(['send', 'sendMany', 'sendVoice', 'sendMms'])('the fields of %s', (operation) => {
	const shown = () => shownWith('textBoost', { resource: 'sms', operation });

	it('begin with From, To and Message', () => {
		const names = shown().map(({ displayName }) => displayName);
		expect(names.slice(0, 3)).toEqual(['From', 'To', 'Message']);
	});

	it('say what costs money or hours without hovering', () => {
		expect(hintOf(shown(), 'to')).toMatch(/country code/);
		expect(hintOf(shown(), 'from')).toMatch(/approved/);
	});
});

/** Fact sheet 15.3 and 16.14: in copies of old versions, and from 3.9 on. */
it.each(['sendVoice', 'sendMms'])(
	'%s says that some hosts send Unicode as a text SMS',
	(operation) => {
		const shown = shownWith('textBoost', { resource: 'sms', operation });
		expect(hintOf(shown, 'message')).toMatch(
			/^On some hosts, a text that needs Unicode.* is sent as a text SMS .* The output does not show this\.$/,
		);
	},
);

/** Fact sheet 15.2 and 16.12. */
it('Get Many and SMS Status Changed say that some hosts show the SMS of others', () => {
	const getMany = shownWith('textBoost', { resource: 'sms', operation: 'getAll' });
	expect(noticesOf(getMany)).toEqual([
		expect.stringMatching(/^On some hosts, this also returns the SMS of other customers\./),
	]);
	const changed = shownWith('textBoostTrigger', { event: 'smsStatusChanged' });
	expect(noticesOf(changed)).toEqual([
		expect.stringMatching(/^On some hosts, the SMS of other customers start the workflow too:/),
	]);
});

it.each(['create', 'upsert', 'update'])(
	'the phone number of %s says that it needs a country code',
	(operation) => {
		const shown = shownWith('textBoost', { resource: 'contact', operation });
		expect(hintOf(shown, 'phone')).toMatch(/country code/);
	},
);
