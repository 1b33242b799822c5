import type { FastifyInstance } from 'fastify';
import type { Account } from './accounts.mts';
import { contactActions } from './contactActions.mts';
import { noteWhatIsUndocumented } from './documented.mts';
import { asInTheDocument, refusedAsInTheDocument } from './documentSamples.mts';
import type { Parameters } from './parameters.mts';
import { readParameters } from './parameters.mts';
import { CodedRefusal, DatabaseFailure } from './refusal.mts';
import { sendAction } from './sendAction.mts';
import { smsActions } from './smsActions.mts';
import type { Action, BestSmsGatewayState, Json } from './state.mts';

const DATABASE_ERROR =
	'<!DOCTYPE html>\n<html lang="en">\n<head><title>Database Error</title></head>\n<body><h1>A Database Error Occurred</h1></body>\n</html>\n';

/** Vendor document, `account_info`; the name is the bare one. Recorded: "account". */
const accountInfo: Action = (_parameters, account) => ({
	sub_account_id: String(account.id),
	sub_account: account.name,
	user_id: String(account.userId),
	balance: String(account.balance),
	notification_email: 'example@gmail.com',
	default_sender_id: account.senderId,
	default_dial_code: account.dialCode,
	timezone_offset: account.timezoneOffset,
	last_notified: account.lastNotified,
	owing_surety: account.owesSurety ? '1' : '0',
});

/**
 * Adds the one address of the API. It takes GET with a query and POST with an urlencoded or multipart form (vendor
 * document), a query on POST and a slash at the end (recorded); other methods and bodies are answered as requests
 * without parameters (recorded: "PUT", "account json body"). Failures are HTTP 200 too, but for those of the database.
 * What the document does not show is noted.
 */
export function addRoutes(scope: FastifyInstance, state: BestSmsGatewayState): void {
	const { settings } = state;
	const actions: Record<string, Action> = {
		...smsActions(state),
		...contactActions(state),
		send_sms: sendAction(state),
		account_info: accountInfo,
	};

	scope.all('/', async (request, reply) => {
		const parameters = readParameters(request);
		noteWhatIsUndocumented(request, parameters);
		await state.server.ready();
		if (settings.database === 'fails') throw new DatabaseFailure('No connection');
		const body = JSON.stringify(await answer(parameters));
		return reply
			.type('application/json')
			.header('access-control-allow-origin', '*')
			.send(settings.warnings + body + settings.warningsAfter);
	});
	scope.setErrorHandler((error, _request, reply) => {
		if (!(error instanceof DatabaseFailure)) throw error;
		return reply.code(500).type('text/html').send(DATABASE_ERROR);
	});
	scope.setNotFoundHandler(async (_request, reply) =>
		reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>'),
	);
	scope.addHook('onClose', async () => state.server.unblock());

	async function answer(parameters: Parameters): Promise<Json> {
		const isDocument = settings.answers === 'document';
		try {
			const done = await act(parameters);
			return isDocument ? asInTheDocument(done) : done;
		} catch (error) {
			if (!(error instanceof CodedRefusal)) throw error;
			if (isDocument) return refusedAsInTheDocument(error);
			return { ...error.extra, error: error.message, error_code: error.code };
		}
	}

	/** Who asks comes before what is asked (source, `api_v1`). */
	async function act(parameters: Parameters): Promise<Json> {
		const [subAccount = '', password = '', name = ''] = [
			'sub_account',
			'sub_account_pass',
			'action',
		].map((login, index) => {
			const text = parameters.text(login);
			if (text === '') throw new CodedRefusal(index + 1);
			return text;
		});
		const account = state.accounts.logIn(subAccount, password);
		const done = await actionNamed(name)(parameters, account);
		return { ...done, ...(await extraAnswers(parameters, account)) };
	}

	function actionNamed(name: string): Action {
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		if (action === undefined) throw new CodedRefusal(6, `Invalid action ${name}`);
		return action;
	}

	/** What `extra_actions` adds to a success (recorded: "extra_actions"; undocumented). */
	async function extraAnswers(parameters: Parameters, account: Account): Promise<Json> {
		const names = parameters
			.text('extra_actions')
			.split(',')
			.map((name) => name.trim());
		return {
			...(names.includes('get_contact_groups') &&
				(await actionNamed('get_contact_groups')(parameters, account))),
			...(names.includes('account_info') && {
				account_info: await accountInfo(parameters, account),
			}),
		};
	}
}
