import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import trimEnd from 'lodash/trimEnd.js';
import { announcesBody, pathOf } from '../http.mts';
import { noteUndocumented } from '../undocumented.mts';
import { ownerOf, requireService } from './access.mts';
import type { Answer } from './answers.mts';
import { Exception, Refused } from './answers.mts';
import { readInput } from './input.mts';
import { noteRequest } from './requestNotes.mts';
import { routesOf } from './routeTable.mts';
import { findRoute } from './routing.mts';
import type { TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** Adds all calls under both prefixes, which have the same paths (fact sheet 1). */
export function addRoutes(scope: FastifyInstance, state: TextBoostState): void {
	const { settings } = state;
	const routes = routesOf(state);

	function handle(request: FastifyRequest): Answer {
		state.jobs.run();
		const path = trimEnd(pathOf(request), '/');
		const found = findRoute(request.method, path.slice(scope.prefix.length + 1), routes, state);
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
		return route.handle({ prefix, path, params, input, owner, note });
	}

	/** The answer to what was thrown, if it is one: every exception is HTTP 200 with its sentence (fact sheet 16.1). */
	function answerTo(thrown: unknown): Answer {
		if (thrown instanceof Refused) {
			const { message, status } = thrown;
			// Recorded of 3.1.0: "send, bad number".
			const hasData = status !== 200 && !isSince(settings.version, '3.8.0');
			return { status, body: { status: 'error', message, ...(hasData && { data: null }) } };
		}
		if (thrown instanceof Exception) {
			const status = settings.errorCodes === 'http' ? thrown.code : 200;
			return { status, body: { status: 'error', message: thrown.message } };
		}
		throw thrown;
	}

	function answer(request: FastifyRequest): Answer {
		try {
			return handle(request);
		} catch (error) {
			return answerTo(error);
		}
	}

	// Fastify leaves the body of a GET alone; Laravel reads it (fact sheet 16.6).
	scope.addHook('preParsing', async (request, _reply, payload) => {
		if (request.method === 'GET' && announcesBody(request)) request.body = await buffer(payload);
	});
	scope.route({
		method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
		url: '/*',
		exposeHeadRoute: false,
		async handler(request, reply) {
			const { status, body } = answer(request);
			return reply.code(status).type('application/json').send(written(body, state));
		},
	});
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
