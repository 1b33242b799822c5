import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { announcesBody, pathOf } from '../http.mts';
import { noteUndocumented } from '../undocumented.mts';
import { ownerOf, requireService } from './access.mts';
import type { Answer } from './answers.mts';
import { Exception, Refused } from './answers.mts';
import { readInput } from './input.mts';
import { noteRequest } from './requestNotes.mts';
import type { Route } from './routeTable.mts';
import { routesOf } from './routeTable.mts';
import { findRoute } from './routing.mts';
import type { TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** Adds all calls under both prefixes, which have the same paths (fact sheet 1). */
export function addRoutes(scope: FastifyInstance, state: TextBoostState): void {
	const routes = routesOf(state);
	// Fastify leaves the body of a GET alone; Laravel reads it (fact sheet 16.6).
	scope.addHook('preParsing', async (request, _reply, payload) => {
		if (request.method === 'GET' && announcesBody(request)) request.body = await buffer(payload);
	});
	scope.route({
		method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
		url: '/*',
		exposeHeadRoute: false,
		async handler(request, reply) {
			const { status, body } = answer(request, routes, scope.prefix, state);
			return reply.code(status).type('application/json').send(written(body, state));
		},
	});
}

/** Every exception becomes HTTP 200 with its sentence (fact sheet 16.1). */
function answer(
	request: FastifyRequest,
	routes: readonly Route[],
	mountedAt: string,
	state: TextBoostState,
): Answer {
	const { settings } = state;
	try {
		state.jobs.run();
		return handle(request, routes, mountedAt, state);
	} catch (error) {
		if (error instanceof Refused) {
			const isOld = error.status !== 200 && !isSince(settings.version, '3.8.0');
			const body = { status: 'error', message: error.message, ...(isOld && { data: null }) };
			return { status: error.status, body };
		}
		if (error instanceof Exception) {
			const status = settings.errorCodes === 'http' ? error.code : 200;
			return { status, body: { status: 'error', message: error.message } };
		}
		throw error;
	}
}

function handle(
	request: FastifyRequest,
	routes: readonly Route[],
	mountedAt: string,
	state: TextBoostState,
): Answer {
	const { settings } = state;
	const fullPath = pathOf(request).replace(/\/+$/, '');
	const found = findRoute(request.method, fullPath.slice(mountedAt.length + 1), routes, state);
	const { params, prefix, route } = found;
	const input = readInput(request);
	const owner = ownerOf(request, found, input, state);
	requireService(found, state);
	noteRequest(request, found);
	const note = (what: string) => noteUndocumented(request, what);
	if (settings.demo) {
		// Recorded nowhere; the codes are those of a copy of the server (fact sheet 8).
		const isSend = route.path === 'sms/send' && prefix === 'v3';
		throw new Refused('Sorry! This option is not available in demo mode', isSend ? 404 : 200);
	}
	return route.handle({ prefix, path: fullPath, params, input, owner, note });
}

/** The body as it is sent, with what PHP prints around it where a host shows its warnings. */
function written(body: unknown, { settings: { phpWarnings } }: TextBoostState): string {
	const warning =
		'<br />\n<b>Warning</b>:  Undefined variable $sender in <b>/var/www/html/app/Models/SendCampaignSMS.php</b> on line <b>412</b><br />\n';
	const [before, after] = (['before', 'after'] as const).map((place) =>
		phpWarnings.includes(place) ? warning : '',
	);
	return `${before}${JSON.stringify(body)}${after}`;
}
