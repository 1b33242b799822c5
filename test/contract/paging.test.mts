import { afterAll, expect, it, jest } from '@jest/globals';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { targetsOf } from '../fuzz/targets.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();
const counts: string[] = [];

/** Rows of all lists of a gateway in one, so that every reader of the gateway finds them to be rows. */
const ROWS: Record<GatewayName, { withIds: object; withoutIds: object }> = {
	smstools: {
		withIds: { ID: '7', date: '2026-03-01 10:00:00', message: 'Hi', sender: '32474123456' },
		withoutIds: { date: '2026-03-01 10:00:00', message: 'Hi', sender: '32474123456' },
	},
	smsGateway24: { withIds: { id: '7', status: '5' }, withoutIds: { status: '5' } },
	bestSmsGateway: {
		withIds: { sms_id: '7', contact_id: '7', time_submitted: '1448224505', status: '2' },
		withoutIds: { time_submitted: '1448224505', status: '2' },
	},
	textBoost: {
		withIds: { uid: '606812e63f78b', direction: 'incoming', status: 'Delivered' },
		withoutIds: {},
	},
};

/** A page that says that many more follow. */
const PAGE: Record<GatewayName, (row: object) => object> = {
	smstools: (row) => ({ total: 1_000_000, shown: 1, page: 1, limit: 1, messages: [row] }),
	smsGateway24: (row) => ({ error: 0, smss: { 7: row }, device: [row], count: 1_000_000 }),
	bestSmsGateway: (row) => ({ records: [row], total: 1_000_000, totalpages: 1_000_000 }),
	textBoost: (row) => ({
		status: 'success',
		data: { data: [row], last_page: 1_000_000, next_page_url: 'x' },
	}),
};

/** A page that says that one more follows, as often as it is asked. */
const NEXT_PAGE: Record<GatewayName, (row: object) => object> = {
	...PAGE,
	smstools: (row) => ({ messages: [row], limit: 1 }),
	textBoost: (row) => ({ status: 'success', data: { data: [row], next_page_url: 'x' } }),
};

/** What asks for pages of a list, and the most requests that a page which comes again and again costs. */
const LISTS =
	/getAll|getInbox|getSent|getScheduled|getConversation|getUnits|drop-down|upsert|delete|stop/;
const MOST_REQUESTS = 7;
/** A trigger is polled three times, and finds out first which way the list is sorted. */
const MOST_REQUESTS_OF_TRIGGER = 30;

const CASES = ALL_GATEWAYS.flatMap((gateway) =>
	(['withIds', 'withoutIds'] as const).flatMap((kind) => [
		{ gateway, title: gateway.title, kind, says: 'a million pages', page: PAGE },
		{ gateway, title: gateway.title, kind, says: 'a next page', page: NEXT_PAGE },
	]),
);

function answerAlways(page: object): void {
	const { faults, requests } = setup.sandbox;
	faults.clear();
	requests.clear();
	const headers = { 'content-type': 'application/json' };
	const fault = { kind: 'answer', status: 200, body: JSON.stringify(page), headers } as const;
	faults.add({ when: 'before', times: Infinity, fault });
}

it.each(CASES)(
	'$title: the same page of rows $kind again and again, which says $says, ends with a sentence',
	async ({ gateway, kind, page, says }) => {
		const { type, data } = gateway.credential(setup.sandbox);
		const body = page[gateway.name](ROWS[gateway.name][kind]);
		const tooMany: string[] = [];
		const sentences: string[] = [];
		let most = 0;
		for (const target of targetsOf(gateway.name, setup.engine)) {
			const isTrigger = target.title.startsWith('trigger');
			if (!LISTS.test(target.title) && !isTrigger) continue;
			answerAlways(body);
			const { errors } = await target.run({ name: '', type, data });
			const count = setup.sandbox.requests.all.length;
			most = Math.max(most, count);
			if (count > (isTrigger ? MOST_REQUESTS_OF_TRIGGER : MOST_REQUESTS)) {
				tooMany.push(`${target.title}: ${count}`);
			}
			for (const { name, message } of errors) {
				expect(['NodeApiError', 'NodeOperationError', undefined]).toContain(name);
				sentences.push(message);
			}
		}
		expect(tooMany).toEqual([]);
		const isTold = sentences.some((sentence) => sentence.includes('page after page'));
		// SmsGateway24 has no pages; where Smstools says no more than that a page is full, one that repeats ends the list.
		const mayEndQuietly =
			gateway.name === 'smsGateway24' || (gateway.name === 'smstools' && says === 'a next page');
		expect(isTold || mayEndQuietly).toBe(true);
		counts.push(`${gateway.title}, rows ${kind}, ${says}: ${most} requests at most`);
	},
);

afterAll(() => {
	setup.sandbox.faults.clear();
	setup.sandbox.requests.clear();
	process.stdout.write(`The same page again and again\n  ${counts.join('\n  ')}\n`);
});
