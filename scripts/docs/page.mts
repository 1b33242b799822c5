import { Failure } from '../../lab/n8n/failure.mts';
import type { Catalogue } from './catalogue.mts';
import { allTables, callFor, tableFor } from './tables.mts';

const BEGIN = '<!-- generated: ';
const BLOCK =
	/<!-- generated: ([^\n]+?) -->\n(?:(?!<!-- generated: )[\s\S])*?<!-- \/generated -->/g;

const CALL_BEGIN = '<!-- call: ';
const CALL = /<!-- call: ([^\n]+?) -->(?:(?!<!-- )[^\n])*<!-- \/call -->/g;

/**
 * Puts the tables between the markers of a page: `<!-- generated: … -->`, where … is what `tableFor`
 * takes, and `<!-- /generated -->`; and within a line, what an operation asks: `<!-- call: … -->`, where … is what
 * `callFor` takes, and `<!-- /call -->`. All else stays as it is.
 *
 * @param name the page's name, for the sentences
 * @throws Failure where a marker has no end, or asks for what the package does not have
 */
export function fillPage(page: string, catalogue: Catalogue, name: string): string {
	tablesIn(page, name);
	return page
		.replaceAll(
			BLOCK,
			(_block, request: string) =>
				`${BEGIN}${request} -->\n\n${tableFor(request, catalogue)}\n\n<!-- /generated -->`,
		)
		.replaceAll(
			CALL,
			(_call, operation: string) =>
				`${CALL_BEGIN}${operation} -->${callFor(operation, catalogue)}<!-- /call -->`,
		);
}

/** The requests for tables and calls in a page. */
export function tablesIn(page: string, name: string): string[] {
	const requests = [...page.matchAll(BLOCK)].map(([, request = '']) => request);
	const begun = page.split(BEGIN).length - 1;
	if (begun !== requests.length) {
		throw new Failure(`${name} has ${begun} tables that begin, and ${requests.length} that end.`);
	}
	const calls = [...page.matchAll(CALL)].map(([, operation = '']) => `call ${operation}`);
	const callsBegun = page.split(CALL_BEGIN).length - 1;
	if (callsBegun !== calls.length) {
		throw new Failure(`${name} has ${callsBegun} calls that begin, and ${calls.length} that end.`);
	}
	return [...requests, ...calls];
}

/** The tables and calls that the package needs and no page has, by their requests. */
export function missingTables(catalogue: Catalogue, requests: string[]): string[] {
	const present = new Set(
		requests.flatMap((request) => {
			const [kind, node, resource, ...operations] = request.split(' ');
			return operations.length === 0
				? [request]
				: operations.map((operation) => `${kind} ${node} ${resource} ${operation}`);
		}),
	);
	return allTables(catalogue).filter((request) => !present.has(request));
}
