import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { TriggerTest } from '../engine/triggerTest.mts';
import { listAs, setUpTrigger as setUpSmstools } from '../smstools/triggerSetup.mts';
import {
	MINUTE_MS,
	receive,
	setUpTrigger as setUpTextBoost,
	texts,
	textsOf,
	useVersion,
} from '../textBoost/triggerSetup.mts';

interface Limited {
	name: string;
	setUp: () => TriggerTest;
	prepare?: (setup: TriggerTest) => void;
	receive: (setup: TriggerTest, texts: string[]) => void;
	known: number;
	waiting: number;
	/** How many requests of a poll the gateway answers, and what it says to the others. */
	requests: number;
	fault: Fault;
	/** More polls than this are no way forward. */
	polls: number;
}

const FAILURE: Fault = { kind: 'answer', status: 500, body: 'oops' };
const TOO_MANY: Fault = { kind: 'tooManyRequests' };

/** The direction of a list that had one page on activation is not known yet. */
const smstools = {
	name: 'Smstools, oldest first',
	setUp: setUpSmstools,
	prepare: (setup: TriggerTest) =>
		listAs(setup, { order: 'oldestFirst', total: 'all', idle: 1 }, 25),
	receive({ sandbox, clock }: TriggerTest, all: string[]) {
		for (const text of all) {
			clock.advance(100);
			sandbox.smstools.receive({ from: '32474123456', text });
		}
	},
	known: 10,
};

const CASES: Limited[] = [
	{ ...smstools, waiting: 1000, requests: 9, fault: FAILURE, polls: 20 },
	{ ...smstools, waiting: 1000, requests: 6, fault: FAILURE, polls: 20 },
	{ ...smstools, waiting: 300, requests: 4, fault: TOO_MANY, polls: 20 },
	{
		name: 'TextBoost',
		setUp: setUpTextBoost,
		prepare: (setup: TriggerTest) => useVersion(setup, '3.13.0'),
		receive,
		known: 1,
		waiting: 500,
		requests: 10,
		fault: TOO_MANY,
		polls: 20,
	},
];

describe.each(CASES)(
	'$name, which answers $requests requests of a poll ($fault.kind)',
	({ setUp, prepare, receive: take, known, waiting, requests, fault, polls }) => {
		const setup = setUp();

		it(`tells ${waiting} SMS that wait`, async () => {
			prepare?.(setup);
			take(setup, texts(known, 'known'));
			const poller = await setup.activated({ event: 'smsReceived' });
			setup.clock.advance(MINUTE_MS);
			take(setup, texts(waiting));
			const seen: unknown[] = [];
			for (let i = 0; i < polls && seen.length < waiting; i += 1) {
				setup.clock.advance(MINUTE_MS);
				setup.sandbox.faults.clear();
				setup.sandbox.faults.add({ when: 'before', skip: requests, times: Infinity, fault });
				// A poll that got nowhere may say so.
				seen.push(...textsOf(await poller.poll().catch(() => [])));
			}
			expect(seen).toEqual(texts(waiting));
		});
	},
);
