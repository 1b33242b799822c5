import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readFields, readForm, Refusal } from '../fields.mts';
import { announcesBody, isForm, rawBodyOf, rawQueryOf } from '../http.mts';
import { contactActions } from './contactActions.mts';
import { plain } from './parameters.mts';
import { CodedRefusal, DatabaseFailure } from './refusal.mts';
import { sendAction } from './sendAction.mts';
import { smsActions } from './smsActions.mts';
import type { Action, BestSmsGatewayState, Json } from './state.mts';
import { counted } from './state.mts';

/** What PHP says of an empty `contacts` on `send_sms` before the JSON (fact sheet 1). */
const EMPTY_CONTACTS_WARNING =
	'<br />\n<b>Warning</b>:  Invalid argument supplied for foreach() in <b>Default_router.php</b> on line <b>1210</b><br />\n';

/**
 * Adds the one address of the API, which takes GET with a query and POST with an urlencoded form (vendor document; fact
 * sheet 1). Failures are HTTP 200 too. Multipart, which the vendor takes, is not read here: 415. Parameters in the query
 * of a POST are refused, as are a body on GET, a name that comes twice, and a name that no document has: code 8.
 */
export function addRoutes(scope: FastifyInstance, state: BestSmsGatewayState): void {
	const actions: Record<string, Action> = {
		...smsActions(state),
		...contactActions(state),
		send_sms: sendAction(state),
		/** Vendor document, `account_info`; the name is the bare one (fact sheet 4). */
		account_info: () => (account) => ({
			sub_account_id: String(account.id),
			sub_account: account.name,
			user_id: String(account.userId),
			balance: String(account.balance),
			notification_email: 'example@gmail.com',
			default_dial_code: account.dialCode,
			timezone_offset: account.timezoneOffset,
			default_sender_id: account.senderId,
		}),
	};

	scope.all('/', async (request, reply) => {
		if (request.method !== 'GET' && request.method !== 'POST') {
			return reply.code(405).type('text/html').send('<h1>Method Not Allowed</h1>');
		}
		if (request.method === 'POST' && !isForm(request)) {
			return reply.code(415).type('text/html').send('<h1>Unsupported Media Type</h1>');
		}
		const { warnings, body } = await answer(request);
		const text = state.settings.warnings + warnings + JSON.stringify(body);
		return reply.type('application/json').send(text);
	});
	scope.setErrorHandler((error, _request, reply) => {
		if (!(error instanceof DatabaseFailure)) throw error;
		return reply.code(500).type('text/html').send('<h1>A Database Error Occurred</h1>');
	});
	scope.setNotFoundHandler(async (_request, reply) =>
		reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>'),
	);

	async function answer(request: FastifyRequest): Promise<{ warnings: string; body: Json }> {
		let warnings = '';
		try {
			const parameters = readParameters(request);
			const isSend = parameters.get('action') === 'send_sms';
			if (isSend && parameters.get('contacts') === '') warnings = EMPTY_CONTACTS_WARNING;
			return { warnings, body: await act(parameters) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { code, extra } = error instanceof CodedRefusal ? error : { code: 8, extra: {} };
			const error_code = counted(state.settings, code);
			return { warnings, body: { ...extra, error: error.message, error_code } };
		}
	}

	/** Who asks comes before what is asked (source, `api_v1`). */
	async function act(parameters: ReadonlyMap<string, string>): Promise<Json> {
		const login = ['sub_account', 'sub_account_pass', 'action'].map((name) =>
			plain(parameters.get(name) ?? '', name),
		);
		const missing = login.indexOf('');
		if (missing !== -1) throw new CodedRefusal(missing + 1);
		const [subAccount = '', password = '', name = ''] = login;
		const account = state.accounts.logIn(subAccount, password);
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new CodedRefusal(6, `Invalid action ${name}`);
		const run = readFields(parameters, (fields) => {
			for (const common of ['sub_account', 'sub_account_pass', 'action']) {
				fields.optional(common, plain);
			}
			return action(fields);
		});
		return await run(account);
	}
}

function readParameters(request: FastifyRequest): Map<string, string> {
	if (request.method === 'GET') {
		if (announcesBody(request)) throw new CodedRefusal(8, 'GET has a body');
		return readForm(rawQueryOf(request));
	}
	if (rawQueryOf(request) !== '') throw new CodedRefusal(8, 'POST has parameters in its query');
	return readForm(rawBodyOf(request));
}
