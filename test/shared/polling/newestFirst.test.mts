import { describe, expect, it } from '@jest/globals';
import { success } from '../../../nodes/shared/failure/failure.ts';
import type { PagedList } from '../../../nodes/shared/polling/newestFirst.ts';
import { turnedNewestFirst } from '../../../nodes/shared/polling/newestFirst.ts';

const PAGE = 5;

/** A list with the oldest first whose gateway does not tell how long it is. */
function oldestFirst(count: number, past: 'empty' | 'repeats the last' | 'repeats the first') {
	const asked: number[] = [];
	const pages = Math.max(1, Math.ceil(count / PAGE));
	const list: PagedList<number> = {
		async readPage(number) {
			asked.push(number);
			const shown =
				number <= pages || past === 'empty' ? number : past === 'repeats the last' ? pages : 1;
			const orders = Array.from({ length: PAGE }, (_item, i) => (shown - 1) * PAGE + i);
			const rows = orders
				.filter((order) => order < count)
				.map((order) => ({ key: String(order), order, status: '', day: 0, record: order }));
			return success({ rows, isLast: rows.length < PAGE });
		},
	};
	return { list, asked };
}

describe('a list with the oldest records first, of unknown length', () => {
	it.each([
		[0, 'empty'],
		[4, 'empty'],
		[5, 'empty'],
		[23, 'empty'],
		[25, 'repeats the last'],
		[5000, 'empty'],
		[5000, 'repeats the last'],
	] as const)('of %s records, %s past the end, begins with the newest', async (count, past) => {
		const { list, asked } = oldestFirst(count, past);
		const turned = turnedNewestFirst(list, {});
		const top = await turned.readPage(1);
		const newest = top.ok ? top.value.rows.map(({ order }) => order) : [];
		expect(Math.max(-1, ...newest)).toBe(count - 1);
		expect(asked.length).toBeLessThan(30);

		asked.length = 0;
		await turnedNewestFirst(list, turned.memory).readPage(1);
		expect(asked.length).toBeLessThan(5);
	});

	it('comes to an end where every page is the same', async () => {
		const { list, asked } = oldestFirst(5, 'repeats the first');
		const top = await turnedNewestFirst(list, {}).readPage(1);
		expect(top).toMatchObject({
			ok: true,
			value: { rows: [{ order: 0 }, {}, {}, {}, { order: 4 }] },
		});
		expect(asked.length).toBeLessThan(10);
	});
});
