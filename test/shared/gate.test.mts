import { expect, it } from '@jest/globals';
import { Gate } from '../../nodes/shared/gate.ts';

it('lets in no more than the limit, and the next one when one leaves', async () => {
	const gate = new Gate(2, () => false);
	expect(await gate.enter()).toBe(true);
	expect(await gate.enter()).toBe(true);
	let entered = false;
	const third = gate.enter().then((allowed) => (entered = allowed));
	await Promise.resolve();
	expect(entered).toBe(false);
	gate.leave();
	expect(await third).toBe(true);
});

it('lets nobody in once it is stopped', async () => {
	let stopped = false;
	const gate = new Gate(1, () => stopped);
	await gate.enter();
	const waiting = gate.enter();
	stopped = true;
	gate.leave();
	expect(await waiting).toBe(false);
	expect(await gate.enter()).toBe(false);
});

it('holds everybody back while it is slowed down, and lets fewer in afterwards', async () => {
	const gate = new Gate(4, () => false);
	const started = Date.now();
	expect(gate.slowDown(60)).toBe(true);
	await gate.enter();
	await gate.enter();
	expect(Date.now() - started).toBeGreaterThanOrEqual(55);
	let entered = false;
	void gate.enter().then(() => (entered = true));
	await Promise.resolve();
	expect(entered).toBe(false);
});

it('pauses for 60 seconds at the most', () => {
	const gate = new Gate(1, () => false);
	expect(gate.slowDown(61_000)).toBe(false);
	expect(gate.slowDown(40_000)).toBe(true);
	expect(gate.slowDown(40_000)).toBe(true);
	expect(gate.slowDown(70_000)).toBe(false);
});
