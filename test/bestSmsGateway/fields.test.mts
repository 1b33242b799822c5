import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BestSmsGateway } from '../../nodes/BestSmsGateway/BestSmsGateway.node.ts';
import { BestSmsGatewayApi } from '../../credentials/BestSmsGatewayApi.credentials.ts';

const { properties } = new BestSmsGateway().description;

/** The fields that an operation shows to people at once, in order. */
const fieldsOf = (resource: string, operation: string) =>
	properties.filter(
		({ name, displayOptions }) =>
			!['resource', 'operation'].includes(name) &&
			displayOptions?.show?.['@tool'] === undefined &&
			displayOptions?.show?.resource?.includes(resource) === true &&
			displayOptions.show.operation?.includes(operation) === true,
	);

describe('the fields are in the order of all gateways', () => {
	it.each([
		['sms', 'send', ['From', 'To', 'Message', 'Simplify', 'Additional Fields']],
		['sms', 'sendMany', ['From', 'To', 'Message', 'Simplify', 'Additional Fields']],
		['sms', 'sendToGroup', ['From', 'Group', 'Message', 'Simplify', 'Additional Fields']],
		['contact', 'upsert', ['Group', 'Phone', 'First Name', 'Last Name', 'Additional Fields']],
	])('%s: %s', (resource, operation, expected) => {
		expect(fieldsOf(resource, operation).map(({ displayName }) => displayName)).toEqual(expected);
	});
});

it.each([
	['sms', 'send', 'to', /country code/],
	['sms', 'sendMany', 'to', /country code/],
	['contact', 'upsert', 'phone', /country code/],
	['contact', 'upsert', 'groupId', /“default”/],
])('%s: %s has a hint below %s', (resource, operation, name, words) => {
	const field = fieldsOf(resource, operation).find((one) => one.name === name);
	expect(field?.hint).toMatch(words);
});

it.each(['firstName', 'lastName'])('%s says what an empty one does', (name) => {
	const field = fieldsOf('contact', 'upsert').find((one) => one.name === name);
	expect(field?.description).toMatch(/^If empty, BestSMSGateway removes /);
});

it('Also To says below it that its numbers have no names', () => {
	const options = fieldsOf('sms', 'sendToGroup').flatMap((field) => field.options ?? []);
	const field = options.find(({ name }) => name === 'alsoTo');
	expect(field).toMatchObject({ hint: expect.stringMatching(/in the group.*\[firstname\]/) });
});

it.each(['subAccount', 'subAccountPassword'])('the credential has a hint below %s', (name) => {
	const field = new BestSmsGatewayApi().properties.find((one) => one.name === name);
	expect(field?.hint).toMatch(/website/);
});

it.each(['BestSmsGateway', 'BestSmsGatewayTrigger'])('%s is found by its names', (node) => {
	const file = resolve(import.meta.dirname, `../../nodes/BestSmsGateway/${node}.node.json`);
	const { alias } = JSON.parse(readFileSync(file, 'utf8')) as { alias: string[] };
	const isFoundBy = (words: string) =>
		alias.some((name) => name.toLowerCase().includes(words.toLowerCase()));
	for (const words of [
		...['text message', 'send sms', 'reminder', 'notification', 'alert', 'otp', 'delivery report'],
		...['BestSMSGateway', 'Best SMS Gateway', 'bestsmsgateway.com', 'bulk sms'],
	]) {
		expect(isFoundBy(words)).toBe(true);
	}
	// It cannot receive any.
	expect(isFoundBy('receive')).toBe(false);
});
