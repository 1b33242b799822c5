import { Exception } from './answers.mts';
import type { Route } from './routeTable.mts';
import type { Call, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** Where a request leads to. */
export interface Found {
	prefix: Call['prefix'];
	route: Route;
	params: Record<string, string>;
}

/**
 * Finds the call of a path such as `api/v3/sms`.
 *
 * @throws Exception where there is no route, or none with this method (recorded: "unknown route", "wrong method")
 */
export function findRoute(
	method: string,
	path: string,
	routes: readonly Route[],
	state: TextBoostState,
): Found {
	const { listMethod, prefixes, version } = state.settings;
	const [, prefix = '', rest = ''] = /^api\/(v3|http)\/(.+)$/.exec(path) ?? [];
	const isServed =
		(prefix === 'v3' || (prefix === 'http' && isSince(version, '3.8.0'))) &&
		prefixes.includes(prefix);
	const matching = (isServed ? routes : []).flatMap((route): Found[] => {
		const params = isSince(version, route.since ?? '3.1.0') ? matched(route.path, rest) : undefined;
		return params === undefined ? [] : [{ prefix: prefix === 'v3' ? 'v3' : 'http', route, params }];
	});
	const methodsOf = ({ method: of, path: its }: Route): string[] => {
		// Any method, from 3.8.0 on (fact sheet 15.13).
		if (prefix === 'http' && its === 'sms/send') return [method];
		const only = of === 'LIST' ? listMethod : of;
		return only === 'GET' ? ['GET', 'HEAD'] : [only];
	};
	const isNew = isSince(version, '3.8.0');
	if (matching.length === 0) {
		throw new Exception('noRoute', isNew ? `The route ${path} could not be found.` : '');
	}
	const found = matching.find(({ route }) => methodsOf(route).includes(method));
	if (found !== undefined) return found;
	const supported = matching.flatMap(({ route }) => methodsOf(route)).join(', ');
	throw new Exception(
		'wrongMethod',
		`The ${method} method is not supported for ${isNew ? `route ${path}` : 'this route'}. Supported methods: ${supported}.`,
	);
}

/** The parameters in a path; undefined where it is another one. */
function matched(pattern: string, path: string): Record<string, string> | undefined {
	const [wanted, given] = [pattern.split('/'), path.split('/')];
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		const value = given[index] ?? '';
		if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
		else if (part !== value) return undefined;
	}
	return params;
}
