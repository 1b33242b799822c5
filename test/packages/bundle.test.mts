import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../../lab/n8n/workshop.mts';
import { exportedFunctions } from '../../lab/packages/exportedFunctions.mts';
import { readManifest } from '../../lab/packages/manifest.mts';
import { sharedCode } from '../../lab/packages/sharedCode.mts';

const run = promisify(execFile);

/** What code that was written with `sharedCode` makes. */
function valuesOf({ constants, codes }: ReturnType<typeof sharedCode>): unknown {
	return runInThisContext(`{ ${constants.join('')} [${codes.join()}] }`);
}

describe('the package of all gateways', () => {
	it('loads what runs with the first call, not when n8n loads it', async () => {
		const { nodes, credentials } = await readManifest(repository);
		const files = [...credentials, ...nodes].map((file) => join(repository, file));
		const script = `
			for (const file of ${JSON.stringify(files)}) new (Object.values(require(file))[0])();
			console.log(Object.keys(require.cache).join('\\n'));`;
		const { stdout } = await run(process.execPath, ['--eval', script]);
		const loaded = stdout.trim().split('\n');
		expect(loaded.sort()).toEqual([...files, join(repository, 'dist/descriptions.js')].sort());
	});

	it('has every function that a description names', async () => {
		const descriptions = await readFile(join(repository, 'dist/descriptions.js'), 'utf8');
		const named = [...descriptions.matchAll(/\blater\("([^"]+)"\)/g)].map(([, name]) => name);
		const built = createRequire(import.meta.url)(join(repository, 'dist/functions.js')) as {
			functions: Record<string, unknown>;
		};
		expect(named.length).toBeGreaterThan(100);
		expect(Object.keys(built.functions).sort()).toEqual([...new Set(named)].sort());
		for (const value of Object.values(built.functions)) expect(value).toBeInstanceOf(Function);
	});
});

describe('values as code', () => {
	const long = 'A text of more characters than a name is worth.';

	it.each<[string, unknown[]]>([
		['what has no value', [undefined, null, false, 0, '']],
		['quotation marks and other alphabets', ['"\'`\\\n\u2028', '你好 ł']],
		['names that are no identifiers', [{ 'a-b': 1, '': [2], default: { class: [] } }]],
		['what occurs twice', [{ text: long, inner: [long] }, [{ text: long, inner: [long] }]]],
	])('is the same: %s', (_what, values) => {
		expect(valuesOf(sharedCode(values, String))).toEqual(values);
	});

	it('holds once what occurs twice, and is called by its name', () => {
		const field = { name: long, hint: 'Only here.' };
		const { constants, codes } = sharedCode([[field, long], { ...field }], String);
		expect([...constants, ...codes].join('').split(long)).toHaveLength(2);
		expect(codes).toEqual(['[shared1,shared0]', 'shared1']);
	});

	it('has for a function what it is told', () => {
		expect(sharedCode([{ run: Math.max }], ({ name }) => `later("${name}")`).codes).toEqual([
			'{"run":later("max")}',
		]);
	});

	it.each([new Date(0), /x/, new Map(), 1n, Symbol('x')])('is not made of %p', (value) => {
		expect(() => sharedCode([{ value }], String)).toThrow('cannot be written as code');
	});
});

describe('functions that modules export', () => {
	it('are found by themselves and inside objects, where they are first', () => {
		const pagination = () => 1;
		const search = () => 2;
		const found = exportedFunctions(
			new Map([
				['nodes/a', { search }],
				[
					'nodes/b',
					{ search, routing: { operations: { pagination } }, name: 'b', list: [() => 3] },
				],
			]),
		);
		expect([...found]).toEqual([
			[search, { module: 'nodes/a', name: 'search', keys: [] }],
			[pagination, { module: 'nodes/b', name: 'routing', keys: ['operations', 'pagination'] }],
		]);
	});
});
