import { describe, expect, it } from '@jest/globals';
import { chooseOpenRecords } from '../../../nodes/shared/polling/openRecords.ts';

const open = (count: number) =>
	Array.from({ length: count }, (_item, order) => ({ key: String(order), order, status: 'sent' }));
const keys = (records: Array<{ key: string }>) => records.map(({ key }) => Number(key));

describe('open records', () => {
	it('are all asked for where they are few', () => {
		const { chosen, turnAfter } = chooseOpenRecords(open(4), 4, 0);
		expect(keys(chosen)).toEqual([0, 1, 2, 3]);
		expect(turnAfter(4)).toBe(0);
	});

	it('go on where the time was over', () => {
		const { turnAfter } = chooseOpenRecords(open(4), 4, 0);
		const next = chooseOpenRecords(open(4), 4, turnAfter(3));
		expect(keys(next.chosen)).toEqual([3, 0, 1, 2]);
	});

	it('have their turn, the newest ones in every poll', () => {
		const rounds: number[][] = [];
		let turn = 0;
		for (let i = 0; i < 4; i += 1) {
			const { chosen, turnAfter } = chooseOpenRecords(open(9), 4, turn);
			rounds.push(keys(chosen));
			turn = turnAfter(chosen.length);
		}
		expect(rounds).toEqual([
			[0, 8, 1, 7],
			[2, 8, 3, 7],
			[4, 8, 5, 7],
			[6, 8, 0, 7],
		]);
	});

	it('have their turn also where there is time for the first one only', () => {
		const firsts: number[] = [];
		let turn = 0;
		for (let i = 0; i < 3; i += 1) {
			const { chosen, turnAfter } = chooseOpenRecords(open(9), 5, turn);
			firsts.push(...keys(chosen.slice(0, 1)));
			turn = turnAfter(1);
		}
		expect(firsts).toEqual([0, 1, 2]);
		expect(keys(chooseOpenRecords(open(9), 5, 0).chosen)).toEqual([0, 8, 1, 7, 6]);
	});
});
