import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Poller } from '../engine/poller.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTriggerTest } from '../engine/triggerTest.mts';
import { TEXTBOOST_TOKEN } from '../sandbox/textBoost.mts';

export const MINUTE_MS = 60 * 1000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** Every status starts the workflow. */
export const everyStatus = { event: 'smsStatusChanged', statuses: [] };
/** The generations of rows (fact sheet, section 6). */
export const GENERATIONS = ['A', 'B', 'C', 'D'] as const;

/** Tests the trigger of TextBoost with the sandbox's account. */
export function setUpTrigger(): TriggerTest {
	return setUpTriggerTest({
		type: 'textBoostTrigger',
		credentialType: 'textBoostApi',
		credential: ({ textBoost }) => ({ baseUrl: textBoost.baseUrl, apiToken: TEXTBOOST_TOKEN }),
	});
}

/** Stores SMS with these texts as sent by the API, a millisecond apart and the last one now. */
export function send(
	{ sandbox, clock }: TriggerTest,
	texts: string[],
	{ at = clock.now(), status = 'Delivered' }: { at?: Date; status?: string } = {},
): string[] {
	return sandbox.textBoost.seedMessages(texts.length, (i) => ({
		number: '31612345678',
		own: 'YourName',
		text: texts[i] ?? '',
		status,
		createdAt: new Date(at.getTime() - texts.length + i + 1),
	}));
}

/** Lets SMS with these texts come in. */
export function receive(
	{ sandbox, clock }: TriggerTest,
	texts: string[],
	{ at = clock.now(), from = '31687654321' }: { at?: Date; from?: string } = {},
): void {
	for (const [i, text] of texts.entries()) {
		sandbox.textBoost.receiveSms({
			from,
			to: '31600000001',
			text,
			at: new Date(at.getTime() - texts.length + i + 1),
		});
	}
}

/** Texts that are all different. */
export const texts = (count: number, name = 'SMS') =>
	Array.from({ length: count }, (_item, i) => `${name} ${i}`);

export const textsOf = (items: IDataObject[]) => items.map(({ text }) => text);

/** What became of which status, e.g. "queued → sent". */
export const stepsOf = (items: IDataObject[]) =>
	items.map(({ status, previousStatus }) => `${String(previousStatus)} → ${String(status)}`);

/** Does something while a poll is under way, after so many requests of it have arrived. */
export async function during<T>(
	{ sandbox }: TriggerTest,
	poll: Promise<T>,
	requests: number,
	act: () => void,
): Promise<T> {
	while (sandbox.requests.all.length < requests) await sleep(1);
	act();
	return await poll;
}

/** Polls until so many items have come, and twice more. */
export async function pollAll(poller: Poller, items: number, most: number) {
	const all: IDataObject[] = [];
	let polls = 0;
	while (all.length < items && polls < most) {
		all.push(...(await poller.poll()));
		polls += 1;
	}
	all.push(...(await poller.poll()), ...(await poller.poll()));
	return { items: all, polls };
}
