import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import type { NodeTest } from '../engine/nodeTest.mts';
import { setUpNodeTest } from '../engine/nodeTest.mts';

/** A phone, as the resource locator holds it. */
export const onPixel7: INodeParameters = {
	deviceId: { __rl: true, mode: 'list', value: String(PIXEL_7.id) },
};

/** The parameters of Send and Send Many with number and text from the input item. */
export const smsFromItem: INodeParameters = {
	...onPixel7,
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** `count` input items with a phone and a text each. */
export function manyItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({
		phone: `+4915700${String(i).padStart(6, '0')}`,
		text: `Text ${i}`,
	}));
}

/** Tests the node of SmsGateway24, logged in to the sandbox's start account by token. */
export function setUp(): NodeTest {
	return setUpNodeTest({
		type: 'smsGateway24',
		credentialType: 'smsGateway24Api',
		credential: ({ smsGateway24 }) => ({
			baseUrl: smsGateway24.baseUrl,
			authentication: 'token',
			token: START_ACCOUNT.token,
		}),
	});
}
