import { expect, test } from '@jest/globals';
import { Failure } from '../../lab/n8n/failure.mts';
import { tellFirstSms } from '../../lab/n8n/firstSms.mts';

const failed = () =>
	Promise.reject(new Failure('The workflow ran, but not to a good end: HTTP 503', ['a detail']));

async function outcomeOf(send: () => Promise<string>, once: boolean, signal?: AbortSignal) {
	const said: string[] = [];
	const isSaid = await tellFirstSms(send, {
		once,
		signal: signal ?? new AbortController().signal,
		say: (text) => said.push(text),
	}).then(
		() => undefined,
		(error: unknown) => error,
	);
	return { said: said.join('\n'), thrown: isSaid };
}

test('the SMS is described', async () => {
	const { said, thrown } = await outcomeOf(() => Promise.resolve('  Text     Hello'), false);
	expect({ said, thrown }).toEqual({
		said: '\nThe SMS has arrived at the sandbox:\n  Text     Hello',
		thrown: undefined,
	});
});

test('a form that fails is told, and does not end what stays up', async () => {
	const { said, thrown } = await outcomeOf(failed, false);
	expect(thrown).toBeUndefined();
	expect(said).toContain('The workflow ran, but not to a good end: HTTP 503\n  a detail');
	expect(said).toContain('n8n and the sandbox stay up');
});

test('a form that fails is a failure where nothing stays up', async () => {
	const { said, thrown } = await outcomeOf(failed, true);
	expect(thrown).toBeInstanceOf(Failure);
	expect(said).toBe('');
});

test.each([
	['what nobody has foreseen', new TypeError('x is undefined'), new AbortController().signal],
	['an n8n that ended, or Ctrl+C', new Failure('n8n ended'), AbortSignal.abort()],
])('%s ends it in any case', async (_what, error, signal) => {
	const { thrown } = await outcomeOf(() => Promise.reject(error), false, signal);
	expect(thrown).toBe(error);
});
