import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';

/** Headers of the connection, not of the request. */
const OF_CONNECTION = [
	'host',
	'connection',
	'content-length',
	'transfer-encoding',
	'accept-encoding',
];

/** Makes a request that a node made again, and returns the body of the answer. */
export async function askAgain(
	sandbox: Sandbox,
	{ method, url, headers, rawBody }: RecordedRequest,
): Promise<string> {
	const kept = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
	const response = await fetch(new URL(url, sandbox.smstools.baseUrl), {
		method,
		headers: Object.fromEntries(kept),
		...(method !== 'GET' && { body: rawBody }),
	});
	return await response.text();
}

/** Lets a gateway answer this many requests with this body. */
export function answerWith({ faults }: Sandbox, body: string, times = 1): void {
	const headers = { 'content-type': 'application/json' };
	faults.add({ when: 'before', times, fault: { kind: 'answer', status: 200, body, headers } });
}

/** Fields that hold an id, by all names that the vendors have for one. */
const ID = /"(id|ID|uid|[a-z]+_id|messageid|groupid)":\s*(?:"([^"]*)"|(\d+))/g;

/** An answer in which each id is another number, odd and too large for JavaScript, which would round it. */
export function withHugeIds(answer: string): { body: string; ids: string[] } {
	const numbers = new Map<string, string>();
	const body = answer.replace(ID, (_, name: string, text?: string, digits?: string) => {
		const id = text ?? digits ?? '';
		const number = numbers.get(id) ?? String(9007199254740993n + 2n * BigInt(numbers.size));
		numbers.set(id, number);
		return `"${name}":${number}`;
	});
	return { body, ids: [...numbers.values()] };
}

/** An answer in which this text is in these fields, whatever they were. */
export function withFields(answer: string, names: RegExp, text: string): string {
	const field = new RegExp(`"(${names.source})":\\s*(?:"[^"]*"|-?[0-9.]+|true|false|null)`, 'g');
	return answer.replace(field, (_, name: string) => `"${name}":${JSON.stringify(text)}`);
}
