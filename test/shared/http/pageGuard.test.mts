import { expect, it } from '@jest/globals';
import { PageGuard } from '../../../nodes/shared/http/pageGuard.ts';

type Row = { id?: string; name?: string };
const guard = () => new PageGuard<Row>('Acme', ({ id }) => id ?? null);
const STUCK = /^Acme returned page after page without a new row/;

function pagesRead(pageOf: (number: number) => Row[], most = 30_000): [number, string?] {
	const list = guard();
	for (let number = 1; number <= most; number++) {
		const reading = list.admit(pageOf(number));
		if (!reading.ok) return [number, reading.failure.message];
	}
	return [most];
}

it.each<[string, (number: number) => Row[]]>([
	['the same rows', () => [{ id: '1' }, { id: '2' }]],
	['the same rows without an id', () => [{ name: 'a' }, {}]],
	['two pages in turn', (number) => [{ name: number % 2 === 0 ? 'a' : 'b' }]],
	['nothing', () => []],
])('ends at %s again and again', (_what, pageOf) => {
	const [pages, sentence] = pagesRead(pageOf);
	expect(pages).toBeLessThanOrEqual(6);
	expect(sentence).toMatch(STUCK);
});

it('ends after more pages than any list has', () => {
	const [pages, sentence] = pagesRead((number) => [{ name: String(number) }]);
	expect(pages).toBe(20_001);
	expect(sentence).toBe('Acme returned 20001 pages without reaching the end of the list.');
});

it('takes equal rows without an id as often as a page has them, and not again from a later page', () => {
	const rows = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];
	const list = guard();
	expect(list.admit(rows)).toEqual({ ok: true, value: rows });
	expect(list.admit([...rows, { name: 'c' }, { name: 'c' }])).toEqual({
		ok: true,
		value: [{ name: 'c' }, { name: 'c' }],
	});
});

it('takes a row with an id once from a page', () => {
	const row = { id: '1', name: 'a' };
	expect(guard().admit([row, row])).toEqual({ ok: true, value: [row] });
});

it('takes each row once, and a list whose rows move on while it is read', () => {
	const rows = (from: number) => Array.from({ length: 25 }, (_, i) => ({ id: String(from + i) }));
	const list = guard();
	expect(list.admit(rows(0))).toEqual({ ok: true, value: rows(0) });
	expect(list.admit(rows(0))).toEqual({ ok: true, value: [] });
	expect(list.admit(rows(10))).toEqual({ ok: true, value: rows(25).slice(0, 10) });
	for (let page = 1; page < 1_000; page++) expect(list.admit(rows(page * 25)).ok).toBe(true);
});
