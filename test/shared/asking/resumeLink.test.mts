import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { resumeLinkOf, warningOf } from '../../../nodes/shared/asking/resumeLink.ts';

const LINK = 'https://n8n.example.com/webhook-waiting/1/node?signature=s';

/** Of what n8n gives a node only what a link needs. */
const contextWith = (methods: object) =>
	({ getNode: () => ({ name: 'Node', type: 'node' }), ...methods }) as unknown as IExecuteFunctions;

describe('the link to answer at', () => {
	it.each([
		[0, {}],
		[1, { run: '1' }],
		[12, { run: '12' }],
	])('tells run %i by the parameters %j', (run, parameters) => {
		const asked: unknown[] = [];
		const getSignedResumeUrl = (given: unknown) => {
			asked.push(given);
			return LINK;
		};
		expect(resumeLinkOf(contextWith({ getSignedResumeUrl }), run)).toBe(LINK);
		expect(asked).toEqual([parameters]);
	});

	it('has its signature checked by an n8n that asks whether to', () => {
		const called: unknown[] = [];
		const context = contextWith({
			getSignedResumeUrl: () => LINK,
			setSignatureValidationRequired(this: unknown, ...given: unknown[]) {
				called.push([this, ...given]);
			},
		});
		resumeLinkOf(context, 0);
		expect(called).toEqual([[context]]);
	});

	it('is given where that is no function', () => {
		const context = contextWith({
			getSignedResumeUrl: () => LINK,
			setSignatureValidationRequired: true,
		});
		expect(resumeLinkOf(context, 0)).toBe(LINK);
	});

	it('needs an n8n that can sign', () => {
		const link = () => resumeLinkOf(contextWith({}), 0);
		expect(link).toThrow(
			'This n8n is too old for Send and Wait for Response, so nothing was sent.',
		);
		expect(link).toThrow(
			expect.objectContaining({ description: 'Update n8n to version 1.123 or newer.' }),
		);
	});
});

describe('a link that a phone cannot open', () => {
	it.each([
		['localhost', true],
		['n8n.local', true],
		['n8n.localhost', true],
		['n8n.internal', true],
		['127.0.0.1', true],
		['10.1.2.3', true],
		['192.168.1.2', true],
		['172.16.0.1', true],
		['172.20.0.1', true],
		['172.31.0.1', true],
		['169.254.1.2', true],
		['0.0.0.0', true],
		['[::1]', true],
		['[::]', true],
		['n8n', true],
		['n8n.example.com', false],
		['localhost.example.com', false],
		['10.example.local.com', true],
		['110.1.2.3', false],
		['172.15.0.1', false],
		['172.32.0.1', false],
		['192.169.1.2', false],
		['169.253.1.2', false],
		['[2001:db8::1]', false],
		['8.8.8.8', false],
	])('is one of %s: %j', (host, isWarned) => {
		const warning = warningOf(`http://${host}:5678/webhook-waiting/1`);
		expect(warning).toBe(
			isWarned
				? `The link in the SMS begins with http://${host}:5678, which a phone cannot open from elsewhere. Set the environment variable WEBHOOK_URL of n8n to its public address.`
				: undefined,
		);
	});
});
