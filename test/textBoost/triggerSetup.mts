import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
import type { Poller } from '../engine/poller.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { setUpTriggerTest } from '../engine/triggerTest.mts';

export const MINUTE_MS = 60 * 1000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** Every status starts the workflow. */
export const everyStatus = { event: 'smsStatusChanged', statuses: [] };
export { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';

/**
 * Makes the host one of this version. That of 3.1.0 lists the oldest SMS first, as in the sample of one host (fact
 * sheet, section 6, row A). SMS of one second stand as section 16.4 has them for 3.13; the other order is not tried here.
 */
export function useVersion({ sandbox }: TriggerTest, version: TextBoostVersion): void {
	const listOrder = version === '3.1.0' ? 'oldestFirst' : 'newestFirst';
	Object.assign(sandbox.textBoost.settings, { version, listOrder, sameSecond: 'descending' });
}

/** Tests the trigger of TextBoost with the sandbox's account, at a host of version 3.8.0 where a test says nothing else. */
export function setUpTrigger(): TriggerTest {
	const setup = setUpTriggerTest({
		type: 'textBoostTrigger',
		credentialType: 'textBoostApi',
		credential: ({ textBoost }) => ({ baseUrl: textBoost.baseUrl, apiToken: TEXTBOOST_TOKEN }),
	});
	beforeEach(() => useVersion(setup, '3.8.0'));
	return setup;
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

/** How statuses changed, e.g. "queued → sent". */
export const stepsOf = (items: IDataObject[]) =>
	items.map(({ status, previousStatus }) => `${plainText(previousStatus)} → ${plainText(status)}`);

/** Does something while a poll is under way, after this many requests of it have arrived. */
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

/** Polls until this many items have come, and twice more. */
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
