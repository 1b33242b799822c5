/** The other side of bareClient.mts. */
import { Agent, request } from 'node:http';
import { answerParent } from '../../test/bench/child.mts';
import type { BareRequest, BareTask } from './bareClient.mts';

const agent = new Agent({ keepAlive: true });

async function post({ url, headers, body }: BareRequest): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const options = { method: 'POST', agent, headers };
	const sending = request(url, options, (answer) => {
		answer.once('error', reject).resume();
		answer.once('end', () => {
			if (answer.statusCode === 200) resolve();
			else reject(new Error(`POST ${url} was answered with ${answer.statusCode}`));
		});
	});
	sending.once('error', reject).end(body);
	await promise;
}

answerParent<BareTask>(async ({ requests, inFlight }) => {
	const start = performance.now();
	// All senders take from one iterator.
	const queue = requests.values();
	const senders = Array.from({ length: inFlight }, async () => {
		for (const one of queue) await post(one);
	});
	await Promise.all(senders);
	return performance.now() - start;
});
