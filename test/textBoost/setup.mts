import { beforeEach } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import type { NodeResult } from '../engine/engine.mts';
import type { NodeTest } from '../engine/nodeTest.mts';
import { setUpNodeTest } from '../engine/nodeTest.mts';

/** The parameters of Send and Send Many with number and text from the input item. */
export const smsFromItem: INodeParameters = {
	to: '={{ $json.phone }}',
	from: 'YourName',
	message: '={{ $json.text }}',
};

/** A record, as the resource locator holds it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A record by its name, as the resource locator holds it. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** A contact by its number, as the resource locator holds it. */
export const byPhone = (value: string) => ({ __rl: true, mode: 'phone', value });

/** `count` input items with a phone and a text each. */
export function manyItems(count: number, text = (index: number) => `Text ${index}`): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({
		phone: `+31600${String(i).padStart(6, '0')}`,
		text: text(i),
	}));
}

/** The JSON body of a request. */
export function bodyOf(request: RecordedRequest | undefined): IDataObject {
	// The node writes objects only.
	return JSON.parse(request?.rawBody || '{}') as IDataObject;
}

/** An error as the product writes it, in place of the response from the sandbox. */
export const refusal = (message: string, status = 200): Fault => ({
	kind: 'answer',
	status,
	body: JSON.stringify({ status: 'error', message }),
});

/** Tests the node of TextBoost with the sandbox's account; settings are reset before each test. */
export function setUp(): NodeTest {
	const setup = setUpNodeTest({
		type: 'textBoost',
		credentialType: 'textBoostApi',
		credential: ({ textBoost }) => ({ baseUrl: textBoost.baseUrl, apiToken: TEXTBOOST_TOKEN }),
	});
	beforeEach(() => {
		setup.sandbox.textBoost.resetSettings();
		setup.sandbox.textBoost.clear();
	});
	return setup;
}

/** The sentences that n8n shows beside the output of the last run of the node. */
export function hintsOf({ run }: NodeResult): string[] {
	const tasks = run.data.resultData.runData.Node ?? [];
	return (tasks.at(-1)?.hints ?? []).map(({ message }) => message);
}

/** Method and address of each request. */
export function urlsOf(setup: NodeTest): string[] {
	return setup.sandbox.requests.all.map(({ method, url }) => `${method} ${url}`);
}
