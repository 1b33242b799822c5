import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { ALL_GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { digitsOf } from '../../../lab/gateways/phoneNumber.mts';
import type { JsonObject } from '../../../lab/json.mts';
import { readObject } from '../../../lab/json.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { ExecutionOutput } from '../../../lab/n8n/restClient.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import type { AcrossRestart } from './acrossRestart.mts';
import { inAnyOrder } from './acrossRestart.mts';
import { answer, linkIn, open, withForgedSignature } from './visitor.mts';
import { AFTER, publishAsking, type AskingWorkflow } from './workflow.mts';

/** How many questions are open at once at each gateway. */
const OPEN = 20;
/** How many of them are answered in words. */
const IN_WORDS = 6;
const PREVIEWS = 100;

/** With one request a second at a gateway. */
const secondsForSms = 90;
const secondsForRecord = 60;
/** n8n looks once a minute whose time is over. */
const secondsForLimit = 200;

/** A question that is open, and how it is going to be answered. */
interface OpenQuestion {
	workflow: AskingWorkflow;
	n: number;
	text: string;
	phone: string;
	link: string;
	fields: Record<string, string>;
	/** What the workflow then goes on with, without the time of the answer. */
	data: JsonObject;
}

const bothButtons = { approvalOptions: { values: { approvalType: 'double' } } };
const inWords = { responseType: 'freeText' };
const aMinute = { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'minutes' };
const limited = { options: { limitWaitTime: { values: aMinute } } };

/**
 * At each gateway, 20 questions that are open at once: each execution goes on with its own answer, and each sent one SMS.
 * Previews, a forged signature, an empty answer and a second click change nothing, and a question with a time limit ends by it.
 */
export class OpenQuestions implements AcrossRestart {
	readonly #sandbox: Sandbox;
	readonly #limitedOnes: AskingWorkflow[] = [];
	readonly #questions: OpenQuestion[] = [];

	constructor(sandbox: Sandbox) {
		this.#sandbox = sandbox;
	}

	async before(session: Session): Promise<void> {
		const questions = this.#questions;
		for (const gateway of ALL_GATEWAYS) {
			gateway.giveCredit(this.#sandbox);
			const publish = async (parameters: JsonObject) =>
				await publishAsking(gateway, this.#sandbox, session, parameters);
			this.#limitedOnes.push(await publish(limited));
			questions.push(...planned(await publish(bothButtons), await publish(inWords)));
		}
		await Promise.all(
			questions.map(async ({ workflow, n, phone, text }) => {
				await workflow.ask({ n, phone, text }, session);
			}),
		);
		await findLinks(questions, this.#sandbox, session);
		for (const [place, question] of questions.entries()) {
			if (place % OPEN === 0) await previewAndForge(question, session);
		}
		await this.#waitUntilAll('waiting', session);
	}

	async after(session: Session): Promise<string> {
		for (const workflow of this.#limitedOnes) {
			const phone = workflow.gateway.phone(OPEN);
			await workflow.ask({ n: OPEN, phone, text: 'Are you there?' }, session);
		}
		await Promise.all(
			inAnyOrder(this.#questions).map(async ({ link, fields }) => {
				const { status, html } = await answer(link, fields, session.signal);
				assert.equal(status, 200);
				assert.match(html, /Thank you\. Your response was received\./);
			}),
		);
		await assertOwnAnswers(this.#questions, session);
		for (const [place, { link, fields }] of this.#questions.entries()) {
			if (place % OPEN !== 0) continue;
			const { html } = await answer(link, fields, session.signal);
			assert.match(html, /No action required/);
		}
		for (const workflow of this.#limitedOnes) await assertEndedByLimit(workflow, session);
		for (const { deliveredTexts, title } of ALL_GATEWAYS) {
			const texts = deliveredTexts(this.#sandbox).filter((text) => text.includes('signature='));
			assert.equal(texts.length, OPEN + 1, `${title} has ${texts.length} SMS`);
			assert.equal(new Set(texts).size, OPEN + 1);
		}
		return `${this.#questions.length} answers at the right place, ${this.#limitedOnes.length} time limits`;
	}

	async #waitUntilAll(wanted: string, { rest, signal }: Session): Promise<void> {
		for (const id of new Set(this.#questions.map(({ workflow }) => workflow.id))) {
			await waitFor(`all executions to be ${wanted}`, secondsForRecord, signal, async () => {
				const statuses = (await rest.executionsOf(id, AFTER)).map(({ status }) => status);
				return statuses.every((status) => status === wanted) ? true : undefined;
			});
		}
	}
}

function planned(buttons: AskingWorkflow, words: AskingWorkflow): OpenQuestion[] {
	return Array.from({ length: OPEN }, (_, n) => {
		const isInWords = n < IN_WORDS;
		const approved = n % 2 === 0;
		const given = isInWords ? `Table ${n}, “please”` : String(approved);
		return {
			workflow: isInWords ? words : buttons,
			n,
			text: `Question ${n}: may I order the paper?`,
			phone: buttons.gateway.phone(n),
			link: '',
			fields: answered(isInWords ? 'text' : 'approved', given),
			data: isInWords ? { text: given } : { approved },
		};
	});
}

/** What the page sends, with the space that people leave around words. */
function answered(field: string, given: string): Record<string, string> {
	return { [field]: field === 'text' ? ` ${given}\n` : given };
}

async function findLinks(
	questions: readonly OpenQuestion[],
	sandbox: Sandbox,
	{ signal }: Session,
): Promise<void> {
	await waitFor('the SMS with the links', secondsForSms, signal, () => {
		for (const question of questions) {
			const { gateway } = question.workflow;
			const place = gateway.deliveredTexts(sandbox).findIndex((t) => t.startsWith(question.text));
			const text = gateway.deliveredTexts(sandbox)[place];
			if (text === undefined) return undefined;
			assert.equal(digitsOf(gateway.delivered(sandbox)[place]), digitsOf(question.phone));
			question.link = linkIn(text);
		}
		return true;
	});
}

async function previewAndForge(
	{ link, text, workflow }: OpenQuestion,
	{ signal, rest }: Session,
): Promise<void> {
	// The SMS may be there before n8n has saved that the execution waits.
	await waitFor('the question to wait', secondsForRecord, signal, async () =>
		(await rest.latestStatus(workflow.id)) === 'waiting' ? true : undefined,
	);
	for (let count = 0; count < PREVIEWS; count += 10) {
		await Promise.all(
			Array.from({ length: 10 }, async () => {
				const page = await open(link, signal);
				assert.equal(page.status, 200);
				assert.ok(page.html.includes(text));
				assert.equal((await open(link, signal, 'HEAD')).status, 200);
			}),
		);
	}
	const forged = withForgedSignature(link);
	assert.equal((await open(forged, signal)).status, 401);
	assert.equal((await answer(forged, { approved: 'true', text: 'Yes' }, signal)).status, 401);
	assert.equal((await answer(link, { approved: '', text: ' \n' }, signal)).status, 422);
}

async function assertOwnAnswers(
	questions: readonly OpenQuestion[],
	session: Session,
): Promise<void> {
	const workflows = new Set(questions.map(({ workflow }) => workflow));
	for (const workflow of workflows) {
		const own = questions.filter((question) => question.workflow === workflow);
		const executions = await ended(workflow, own.length, secondsForRecord, session);
		const outputs = executions.flatMap(({ items }) => items);
		for (const { n, phone, text, data } of own) {
			const [output, second] = outputs.filter((item) => item['n'] === n);
			assert.equal(second, undefined);
			if (output === undefined) {
				const found = executions.map(
					({ id, status, items }) => `${id} ${status} ${JSON.stringify(items)}`,
				);
				throw new Failure(`Question ${n} of ${workflow.gateway.title} is missing:`, found);
			}
			const seen = readObject(output['data'], `the answer to question ${n}`);
			const { respondedAt, ...given } = seen;
			assert.match(String(respondedAt), /^\d{4}-\d\d-\d\dT.*Z$/);
			assert.deepEqual(given, data);
			const message = readObject(output['message'], `the SMS of question ${n}`);
			assert.equal(digitsOf(message['to']), digitsOf(phone));
			assert.ok(String(message['text']).startsWith(text));
			assert.equal(message['segments'], 2);
		}
	}
}

async function assertEndedByLimit(workflow: AskingWorkflow, session: Session): Promise<void> {
	const executions = await ended(workflow, 1, secondsForLimit, session);
	const items = executions.flatMap((execution) => execution.items);
	if (isDeepStrictEqual(items, [{ n: OPEN, data: null, message: null }])) return;
	throw new Failure(
		`After its time limit, ${workflow.gateway.title} gave ${JSON.stringify(items)}`,
	);
}

async function ended(
	{ id, gateway }: AskingWorkflow,
	count: number,
	seconds: number,
	{ rest, signal }: Session,
): Promise<ExecutionOutput[]> {
	return await waitFor(`the questions of ${gateway.title} to end`, seconds, signal, async () => {
		const executions = await rest.executionsOf(id, AFTER);
		const failed = executions.find(({ error }) => error !== undefined);
		if (failed) throw new Failure(`A question of ${gateway.title} failed: ${failed.error}`);
		return executions.length === count && executions.every(isOver) ? executions : undefined;
	});
}
