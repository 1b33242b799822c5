import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { defaultSettings } from '../../lab/sandbox/smstools/settings.mts';
import type { NodeTest } from '../engine/nodeTest.mts';
import { setUpNodeTest } from '../engine/nodeTest.mts';

export const NODE = { type: 'smsGatewayApi', credentialType: 'smstoolsGatewayApi' };

/** The parameters of a send with number and text from the input item. */
export const smsFromItem: INodeParameters = {
	from: 'Bakery',
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** A group, as the resource locator holds it. */
export const groupById = (value: string) => ({ __rl: true, mode: 'id', value });

/** The same, found by its name. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** `count` input items with a phone and a text each. */
export function manyItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({
		phone: `+3247${String(i).padStart(7, '0')}`,
		text: `Text ${i}`,
	}));
}

/** An answer in place of the gateway's own. */
export const answer = (status: number, body: unknown): Fault => ({
	kind: 'answer',
	status,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	headers: { 'content-type': 'application/json' },
});

/** The body of a request, parsed. */
export function bodyOf(request: { rawBody: string } | undefined): unknown {
	return JSON.parse(request?.rawBody ?? 'null');
}

/** Tests the node of Smstools with the keys of the sandbox's account. */
export function setUp(): NodeTest {
	return setUpNodeTest({
		...NODE,
		credential: ({ smstools }) => ({
			baseUrl: smstools.baseUrl,
			clientId: SMSTOOLS_ACCOUNT.clientId,
			clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
		}),
	});
}

/** Puts the sandbox's settings and credit back to what they were. */
export function resetSandbox({ sandbox }: NodeTest): void {
	Object.assign(sandbox.smstools.settings, defaultSettings());
	sandbox.smstools.credit = SMSTOOLS_ACCOUNT.credit;
}
