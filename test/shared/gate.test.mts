import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Gate } from '../../nodes/shared/operations/gate.ts';

const never = () => false;

/** Whether a promise is settled after everything that can settle now has. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	let settled = false;
	void promise.then(() => (settled = true));
	await setImmediate();
	return settled;
}

it('lets in no more than the limit, and the next one when one leaves', async () => {
	const gate = new Gate(2, never);
	await gate.enter();
	await gate.enter();
	const [third, fourth] = [gate.enter(), gate.enter()];
	expect(await isSettled(third)).toBe(false);
	gate.leave();
	expect(await isSettled(third)).toBe(true);
	expect(await isSettled(fourth)).toBe(false);
});

it('lets in who comes back before those who wait', async () => {
	const gate = new Gate(1, never);
	await gate.enter();
	const waiting = gate.enter();
	const back = gate.reenter();
	expect(await isSettled(back)).toBe(true);
	expect(await isSettled(waiting)).toBe(false);
});

it('lets those who come back in in their own order', async () => {
	const gate = new Gate(2, never);
	await gate.enter();
	await gate.enter();
	const order: string[] = [];
	void gate.enter().then(() => order.push('new'));
	void gate.reenter().then(() => order.push('first'));
	void gate.reenter().then(() => order.push('second'));
	await setImmediate();
	gate.leave();
	await setImmediate();
	expect(order).toEqual(['first', 'second', 'new']);
});

it('lets nobody in once it is stopped', async () => {
	let stopped = false;
	const gate = new Gate(1, () => stopped);
	await gate.enter();
	const waiting = gate.enter();
	stopped = true;
	gate.leave();
	expect(await waiting).toBeUndefined();
	expect(await gate.enter()).toBeUndefined();
});

it('lets go who waits for the end of a pause when it is stopped', async () => {
	let stopped = false;
	const gate = new Gate(1, () => stopped);
	const pass = await gate.enter();
	if (pass) gate.slowDown(pass, 60_000);
	const waiting = gate.reenter();
	stopped = true;
	expect(await waiting).toBeUndefined();
});

it('holds everybody back while it is slowed down', async () => {
	const gate = new Gate(4, never);
	const pass = await gate.enter();
	const started = Date.now();
	if (pass) gate.slowDown(pass, 60);
	await gate.enter();
	expect(Date.now() - started).toBeGreaterThanOrEqual(59);
});

it('halves the limit once for all that were under way together', async () => {
	const gate = new Gate(8, never);
	const together = await Promise.all([gate.enter(), gate.enter(), gate.enter(), gate.enter()]);
	for (const pass of together) if (pass) gate.slowDown(pass, 0);
	for (let left = 0; left < 4; left++) gate.leave();
	const admitted = await Promise.all(Array.from({ length: 8 }, () => isSettled(gate.enter())));
	expect(admitted.filter(Boolean)).toHaveLength(4);
});
