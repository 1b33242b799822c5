import type { FastifyRequest } from 'fastify';
import { Exception, Refused } from './answers.mts';
import type { Input } from './input.mts';
import { textOf } from './input.mts';
import type { Owner } from './messages.mts';
import type { Found } from './routing.mts';
import type { TextBoostState } from './state.mts';

/**
 * Whose token a request has. Under v3 it is in a header, under http in the input alone: there a missing one is that of
 * the first user who has none (fact sheet 16.6).
 *
 * @throws Exception under v3, Refused under http (recorded: "no token", "http: wrong token")
 */
export function ownerOf(
	request: FastifyRequest,
	{ prefix, route }: Found,
	input: Input,
	{ settings, token }: TextBoostState,
): Owner {
	const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (prefix === 'v3') {
		if (bearer === token) return 'own';
		throw new Exception('unauthenticated', 'Unauthenticated.');
	}
	const given = textOf(input, 'api_token');
	const isInHeader = settings.httpToken === 'header' && given === null && bearer === token;
	if (given === token || isInHeader) return 'own';
	if (given === null && route.path === 'sms/send') {
		// Read in a copy of the server.
		throw new Refused('The api token field is required.', 200);
	}
	if (given === null && settings.tokenlessUser) return 'stranger';
	throw new Refused('These credentials do not match our records.', 200);
}

/** @throws Exception or Refused where there were too many requests, or where a right is missing */
export function requireService({ route: { right } }: Found, state: TextBoostState): void {
	if (state.throttled > 0) {
		state.throttled -= 1;
		throw new Exception('tooManyAttempts', 'Too Many Attempts.');
	}
	const { missingRights } = state.settings;
	if (missingRights.includes('access_api')) {
		throw new Refused('You do not have permission to access API', 403);
	}
	if (right === undefined || !missingRights.includes(right)) return;
	// A token's abilities are asked for in the code, a user's rights by Laravel (fact sheet 15.7 and 16.2).
	const isAbility = /^(?:view|delete)_/.test(right);
	if (!isAbility) throw new Exception('unauthorized', 'This action is unauthorized.');
	// Its end is inferred: fact sheet 16.2 has the beginning.
	throw new Refused('Sorry, but you do not have permissions to access this page.', 403);
}
