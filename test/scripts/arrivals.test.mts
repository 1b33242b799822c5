import { expect, test } from '@jest/globals';
import type { ExecutionOutput } from '../../lab/n8n/restClient.mts';
import { compareArrivals } from '../e2e/triggers/arrivals.mts';

const sms = (text: string) => ({ text, status: 'received' });
const run = (id: string, texts: string[], changes: Partial<ExecutionOutput> = {}) => ({
	id,
	status: 'success',
	error: undefined,
	items: texts.map(sms),
	...changes,
});
const compare = (executions: ExecutionOutput[]) =>
	compareArrivals(executions, { texts: ['one', 'two'], status: 'received' });

test('nothing is missing or wrong when each SMS came once, in one run or in several', () => {
	expect(compare([run('1', ['one', 'two'])])).toEqual({ missing: [], wrong: [] });
	expect(compare([run('1', ['one']), run('2', ['two'])])).toEqual({ missing: [], wrong: [] });
});

test('what came in another order is wrong', () => {
	const wrong = ['SMS "two" came where "one" should have'];
	expect(compare([run('1', ['two', 'one'])])).toEqual({ missing: [], wrong });
	expect(compare([run('1', ['two']), run('2', ['one'])])).toEqual({ missing: [], wrong });
});

test('a poll that failed is wrong only where none may', () => {
	const runs = [run('1', [], { status: 'error' }), run('2', ['one', 'two'])];
	const expected = { texts: ['one', 'two'], status: 'received' };
	expect(compareArrivals(runs, { ...expected, mayFail: true }).wrong).toEqual([]);
	expect(compareArrivals(runs, expected).wrong).toHaveLength(1);
});

test('what has not come is missing, and so is the end of a run', () => {
	expect(compare([])).toEqual({ missing: ['SMS "one"', 'SMS "two"'], wrong: [] });
	expect(compare([run('1', ['one', 'two']), run('2', [], { status: 'running' })])).toEqual({
		missing: ['the end of execution 2'],
		wrong: [],
	});
});

test('an SMS that came twice is wrong, in one run or in two', () => {
	expect(compare([run('1', ['one', 'one', 'two'])]).wrong).toEqual([
		'SMS "one" came 2 times, in executions 1, 1',
	]);
	expect(compare([run('1', ['one', 'two']), run('2', ['two'])]).wrong).toEqual([
		'SMS "two" came 2 times, in executions 1, 2',
	]);
});

test('an SMS that should not come is wrong, and so is one with another status', () => {
	expect(compare([run('1', ['one', 'two', 'before'])]).wrong).toEqual([
		'execution 1 has what should not come: {"text":"before","status":"received"}',
	]);
	const sent = { text: 'two', status: 'sent' };
	expect(compare([run('1', [], { items: [sms('one'), sent] })])).toEqual({
		missing: ['SMS "two"'],
		wrong: ['execution 1 has what should not come: {"text":"two","status":"sent"}'],
	});
});

test('a run that failed is wrong, whatever came', () => {
	const failed = run('3', [], { status: 'error', error: 'No answer.' });
	expect(compare([run('1', ['one', 'two']), failed]).wrong).toEqual([
		'execution 3 ended with error: No answer.',
	]);
});
