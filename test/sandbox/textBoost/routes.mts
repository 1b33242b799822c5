import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { announcesBody, pathOf, rawBodyOf, rawQueryOf } from '../http.mts';
import { noteUndocumented } from '../undocumented.mts';
import { accountCalls } from './accountCalls.mts';
import type { Answer } from './answers.mts';
import { Exception, Refused } from './answers.mts';
import { campaignCalls } from './campaignCalls.mts';
import { contactCalls } from './contactCalls.mts';
import type { Input } from './input.mts';
import { textOf } from './input.mts';
import type { Owner } from './messages.mts';
import { readCalls } from './readCalls.mts';
import { sendCalls } from './sendCalls.mts';
import type { Right } from './settings.mts';
import type { Call, Handler, TextBoostState } from './state.mts';
import type { TextBoostVersion } from './versions.mts';
import { isSince } from './versions.mts';

type Prefix = Call['prefix'];
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A call of the API, as in the table of fact sheet 2. */
interface Route {
	/** `LIST` stands for the method of the settings: `show` and `all` differ between documents (fact sheet 2). */
	method: Method | 'LIST';
	path: string;
	handle: Handler;
	/**
	 * The parameters that a document shows: the vendor's, or one that the fact sheet names for hosts of the same product
	 * (3.2 to 3.4).
	 */
	parameters: readonly string[];
	right?: Right;
	/** The first version that has it. Default: all have it. */
	since?: TextBoostVersion;
}

/** Where a request leads to. */
interface Found {
	prefix: Prefix;
	route: Route;
	params: Record<string, string>;
}

const SMS = ['sender_id', 'type', 'message', 'schedule_time', 'dlt_template_id'];
const CONTACT = ['phone', 'first_name', 'last_name', 'PHONE', 'FIRST_NAME', 'LAST_NAME'];
const FILTERS = ['start_date', 'end_date', 'timezone', 'sms_type', 'direction'];

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

function routesOf(state: TextBoostState): Route[] {
	const contacts = contactCalls(state);
	const reads = readCalls(state);
	const campaigns = campaignCalls(state);
	const { smsSend } = sendCalls(state);
	const account = accountCalls(state);
	const page = ['page'];
	const none: string[] = [];
	return [
		{
			method: 'POST',
			path: 'sms/send',
			handle: smsSend,
			parameters: ['recipient', ...SMS, 'language', 'gender', 'media_url'],
			right: 'send_sms',
		},
		{
			method: 'POST',
			path: 'sms/campaign',
			handle: campaigns.campaignSend,
			parameters: ['contact_list_id', ...SMS],
			right: 'send_sms',
			since: '3.8.0',
		},
		{
			method: 'GET',
			path: 'sms',
			handle: reads.smsList,
			parameters: [...page, ...FILTERS],
			right: 'view_reports',
		},
		{
			method: 'GET',
			path: 'sms/:uid',
			handle: reads.smsShow,
			parameters: none,
			right: 'view_reports',
		},
		{
			method: 'GET',
			path: 'campaign/:uid/view',
			handle: campaigns.campaignView,
			parameters: none,
			since: '3.9',
		},
		{
			method: 'GET',
			path: 'contacts',
			handle: contacts.groupList,
			parameters: page,
			right: 'view_contact_group',
		},
		{
			method: 'POST',
			path: 'contacts',
			handle: contacts.groupCreate,
			parameters: ['name'],
			right: 'create_contact_group',
		},
		{
			method: 'PATCH',
			path: 'contacts/:group',
			handle: contacts.groupUpdate,
			parameters: ['name'],
			right: 'update_contact_group',
		},
		{
			method: 'DELETE',
			path: 'contacts/:group',
			handle: contacts.groupDelete,
			parameters: none,
			right: 'delete_contact_group',
		},
		{
			method: 'LIST',
			path: 'contacts/:group/show',
			handle: contacts.groupShow,
			parameters: none,
			right: 'view_contact_group',
		},
		{
			method: 'LIST',
			path: 'contacts/:group/all',
			handle: contacts.contactAll,
			parameters: page,
			right: 'view_contact',
		},
		{
			method: 'POST',
			path: 'contacts/:group/store',
			handle: contacts.contactStore,
			parameters: CONTACT,
			right: 'create_contact',
		},
		{
			method: 'POST',
			path: 'contacts/:group/search/:uid',
			handle: contacts.contactSearch,
			parameters: none,
			right: 'view_contact',
		},
		{
			method: 'PATCH',
			path: 'contacts/:group/update/:uid',
			handle: contacts.contactUpdate,
			parameters: CONTACT,
			right: 'update_contact',
		},
		{
			method: 'DELETE',
			path: 'contacts/:group/delete/:uid',
			handle: contacts.contactDelete,
			parameters: none,
			right: 'delete_contact',
		},
		{ method: 'GET', path: 'balance', handle: account.balance, parameters: none },
		{ method: 'GET', path: 'me', handle: account.me, parameters: none },
	];
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
	const found = find(request.method, fullPath.slice(mountedAt.length + 1), routes, state);
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

/** @throws Exception where there is no route, or none with this method (recorded: "unknown route", "wrong method") */
function find(
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
		// The list of prefixes is not empty here.
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

/**
 * What Laravel reads of a request: its body before its query, of a GET too (fact sheet 16.6). The body is JSON whatever
 * its type; anything else is read as empty (recorded: "bad JSON", "form body").
 */
function readInput(request: FastifyRequest): Input {
	return new Map<string, unknown>([...queryOf(request), ...(jsonIn(request) ?? [])]);
}

function queryOf(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams(rawQueryOf(request));
}

/** The entries of the body; undefined where it is not a JSON object. */
function jsonIn(request: FastifyRequest): Array<[string, unknown]> | undefined {
	try {
		const json: unknown = JSON.parse(rawBodyOf(request));
		if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
		return Object.entries(json);
	} catch {
		return undefined;
	}
}

/**
 * Whose token a request has. Under v3 it is in a header, under http in the input alone: there a missing one is that of
 * the first user who has none (fact sheet 16.6).
 *
 * @throws Exception under v3, Refused under http (recorded: "no token", "http: wrong token")
 */
function ownerOf(
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
function requireService({ route: { right } }: Found, state: TextBoostState): void {
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

/** Notes what in a request no document shows. */
function noteRequest(request: FastifyRequest, { prefix, route }: Found): void {
	const note = (what: string) => noteUndocumented(request, what);
	const { accept, 'content-type': type } = request.headers;
	if (accept !== 'application/json') note(`The header Accept ${accept ?? ''} is not documented`);
	const known = new Set([...route.parameters, ...(prefix === 'http' ? ['api_token'] : [])]);
	const inQuery = new Set(request.method === 'GET' ? known : ['page', 'api_token']);
	for (const name of queryOf(request).keys()) {
		if (!known.has(name)) note(`Parameter ${name} is not documented`);
		else if (!inQuery.has(name)) note(`Parameter ${name} is not documented in a query`);
	}
	if (rawBodyOf(request) === '') return;
	if (!/^application\/json *(?:; *charset=utf-8)?$/i.test(type ?? '')) {
		note(`A body of the type ${type ?? ''} is not documented`);
	}
	const json = jsonIn(request);
	if (json === undefined) note('A body that is not a JSON object is not documented');
	for (const [name] of json ?? []) {
		if (!known.has(name)) note(`Parameter ${name} is not documented`);
	}
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
