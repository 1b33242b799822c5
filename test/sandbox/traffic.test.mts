import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Asks with a body of this length. @returns the length of the answer */
async function ask(bodyLength: number, connection: 'close' | 'keep-alive'): Promise<number> {
	const answer = await fetch(sandbox.smstools.baseUrl, {
		method: 'POST',
		body: 'x'.repeat(bodyLength),
		headers: { connection },
	});
	return (await answer.text()).length;
}

it.each(['close', 'keep-alive'] as const)(
	'counts requests and responses with their headers; connection: %s',
	async (connection) => {
		const before = sandbox.traffic;
		const answerLength = await ask(1000, connection);
		const least = 1000 + answerLength;
		const once = sandbox.traffic - before;
		expect(once).toBeGreaterThan(least);
		// Headers are shorter than this.
		expect(once).toBeLessThan(least + 2000);
		await ask(3000, connection);
		expect(sandbox.traffic - before).toBe(2 * once + 2000);
	},
);
