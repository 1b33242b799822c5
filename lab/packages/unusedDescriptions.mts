import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/**
 * Lets esbuild leave out descriptions that nothing uses. It keeps a constant that is made with a spread or a call, which
 * might have an effect; those that are declared as fields of a node have none.
 */
export const withoutUnusedDescriptions: Plugin = {
	name: 'without unused descriptions',
	setup: (bundler) => {
		bundler.onLoad({ filter: /[\\/]nodes[\\/].+\.ts$/ }, async ({ path }) => ({
			contents: markDescriptions(path, await readFile(path, 'utf8')),
			loader: 'ts',
		}));
	},
};

function markDescriptions(path: string, source: string): string {
	const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
	const descriptions = file.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => [...declarationList.declarations])
		.filter(({ type }) => type !== undefined && /\bINodePropert(?:y|ies)/.test(type.getText()))
		.map(({ initializer }) => initializer)
		.filter((initializer) => initializer !== undefined);
	return descriptions.reduceRight(
		(marked, { pos, end }) =>
			`${marked.slice(0, pos)} /* @__PURE__ */ (() => (${marked.slice(pos, end)}))()${marked.slice(end)}`,
		source,
	);
}
