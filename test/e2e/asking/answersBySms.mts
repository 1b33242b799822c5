import assert from 'node:assert/strict';
import { readObject, readText, type JsonObject } from '../../../lab/json.mts';
import { createsDataTables } from '../../../lab/n8n/differences.mts';
import { withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import type { Generation } from '../../../lab/n8n/installation.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { itemsOf } from '../../../lab/n8n/runData.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { postToWebhook } from '../../../lab/n8n/webhook.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { PIXEL_7 } from '../../../lab/sandbox/smsGateway24.mts';
import { readTable, withTable } from '../examples/tableMadeByHand.mts';
import { readSandboxExample } from '../../../lab/n8n/sandboxExample.mts';
import { publishAndTakeBaseline } from '../triggers/workflow.mts';
import type { AcrossRestart } from './acrossRestart.mts';
import { inAnyOrder } from './acrossRestart.mts';

/** The example: the first workflow asks, the second one reads the answers. */
export const EXAMPLES_OF_ANSWERS = ['ask-by-sms.json', 'replies-by-sms.json'] as const;

const OPEN = 10;
const secondsForAnswers = 240;

interface OpenQuestion {
	n: number;
	phone: string;
	question: string;
	code: string;
	answer: 'yes' | 'no';
}

/** The workflow's nodes where an execution ends, by the answer. */
const ENDS = { yes: 'Approved', no: 'Declined' } as const;

/**
 * 10 questions that are answered by SMS, two of them to one number. A stranger with a right code, a wrong code, an answer in
 * other words and a second answer change nothing.
 */
export class AnswersBySms implements AcrossRestart {
	readonly #sandbox: Sandbox;
	readonly #generation: Generation;
	readonly #questions: OpenQuestion[] = [];
	#asking = '';

	constructor(sandbox: Sandbox, generation: Generation) {
		this.#sandbox = sandbox;
		this.#generation = generation;
	}

	async before(session: Session): Promise<void> {
		const { rest, origin, signal } = session;
		const [asks, reads] = EXAMPLES_OF_ANSWERS;
		const device = { deviceId: { __rl: true, mode: 'id', value: PIXEL_7.id } };
		const asking = withParameters(
			await readSandboxExample(asks, rest, this.#sandbox),
			'Ask',
			device,
		);
		const reading = await readSandboxExample(reads, rest, this.#sandbox);
		const tableId = createsDataTables(this.#generation)
			? undefined
			: await rest.createDataTable(readTable(asking));
		const made = [asking, reading].map((example) =>
			tableId === undefined ? example : withTable(example, tableId),
		);
		const [first = asking, second = reading] = made;
		await publishAndTakeBaseline(second, 'SMS received', session);
		const saved = await rest.createWorkflow(first);
		await rest.publishWorkflow(saved);
		this.#asking = saved.id;

		for (let n = 0; n < OPEN; n += 1) {
			// The first two are to one number.
			const phone = `+49157529822${String(Math.max(1, n)).padStart(2, '0')}`;
			const question = `Order ${n}?`;
			await postToWebhook(`${origin}/webhook/ask-by-sms`, { phone, question }, signal);
			const text = await waitFor(`the SMS “${question}”`, 60, signal, () =>
				this.#texts().find((sms) => sms.startsWith(question)),
			);
			const code = /YES (\d{6}) or NO \1$/.exec(text)?.[1];
			const answer = n % 2 === 0 ? 'yes' : 'no';
			this.#questions.push({ n, phone, question, code: readText(code, 'the code'), answer });
		}
		await this.#waitForStatus('waiting', OPEN, session);
	}

	async after(session: Session): Promise<string> {
		const { rest, signal } = session;
		const [first] = this.#questions;
		assert.ok(first);
		const says = (from: string, text: string) =>
			this.#sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from, text });
		says('+4915752989999', `YES ${first.code}`);
		says(first.phone, 'Sure, go ahead');
		says(first.phone, `YES ${String((Number(first.code) + 1) % 1_000_000).padStart(6, '0')}`);
		for (const { phone, code, answer } of inAnyOrder(this.#questions)) {
			says(phone, answer === 'yes' ? `Yes ${code}` : ` no, ${code}. `);
		}
		says(first.phone, `NO ${first.code}`);

		const executions = await waitFor('all answers', secondsForAnswers, signal, async () => {
			const all = await rest.newestExecutions(this.#asking, OPEN);
			const isDone = all.every((execution) => isOver(execution) && hasEnd(execution.resultData));
			return isDone ? all : undefined;
		});
		for (const { question, answer } of this.#questions) {
			const own = executions.filter(
				({ resultData }) => questionOf(resultData) === question && hasEnd(resultData),
			);
			assert.equal(own.length, 1, `${question} is there ${own.length} times`);
			const ends = Object.values(ENDS).filter(
				(end) => itemsOf(own[0]?.resultData ?? {}, end).length > 0,
			);
			assert.deepEqual(ends, [ENDS[answer]], question);
		}
		assert.equal(this.#texts().length, OPEN);
		return `${OPEN} answers by SMS, none mixed up`;
	}

	#texts(): string[] {
		return this.#sandbox.smsGateway24.messages
			.map(({ body }) => body)
			.filter((text) => text.includes(' Reply YES '));
	}

	async #waitForStatus(wanted: string, count: number, { rest, signal }: Session): Promise<void> {
		await waitFor(`${count} executions to be ${wanted}`, 60, signal, async () => {
			const all = await rest.executionsOf(this.#asking, 'Approved');
			return all.filter(({ status }) => status === wanted).length === count ? true : undefined;
		});
	}
}

function hasEnd(resultData: JsonObject): boolean {
	return Object.values(ENDS).some((end) => itemsOf(resultData, end).length > 0);
}

function questionOf(resultData: JsonObject): unknown {
	return readObject(itemsOf(resultData, 'Question')[0], 'the question')['question'];
}
