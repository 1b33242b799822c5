import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../.github/workflows');
const workflows = readdirSync(FOLDER).map((name) => ({
	name,
	text: readFileSync(join(FOLDER, name), 'utf8'),
}));

it.each(workflows)('$name pins each action by its commit', ({ text }) => {
	const uses = text.match(/uses: .+/g) ?? [];
	expect(uses.length).toBeGreaterThan(0);
	for (const line of uses) {
		expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	}
});

it.each(workflows)(
	'$name has no more rights than it says, and hands no expression to a shell',
	({ text }) => {
		expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
		// Neither a run on one line nor a block of several, which ends where a line is indented less.
		const scripts = text.match(/^ *(?:- )?run: .*(?:\n {10,}.*)*/gm) ?? [];
		expect(scripts.length).toBeGreaterThan(0);
		for (const script of scripts) expect(script).not.toContain('${{');
	},
);
