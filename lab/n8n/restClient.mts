import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isObject, readList, readObject, readText, type JsonObject } from '../json.mts';
import { asCreated, publishingCall, runningCall } from './differences.mts';
import { causeOf, Failure } from './failure.mts';
import type { Installation } from './installation.mts';
import type { Instance } from './instance.mts';
import type { Owner } from './owner.mts';
import { itemsOf } from './runData.mts';
import { pause } from './waitFor.mts';
import { shortPath } from './workshop.mts';

export interface CredentialData {
	name: string;
	type: string;
	data: JsonObject;
}

export interface DataTable {
	name: string;
	/** The type in n8n's words: string, number, boolean, date. */
	columns: readonly { name: string; type: string }[];
}

/** The rows of a data table that have this value in that column. */
export interface RowFilter {
	column: string;
	value: string;
}

/** What n8n says when a credential is tested. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	/** The sentence that the editor shows. */
	message: string;
}

/** A list that a field of a node offers. */
export interface ListRequest {
	/** With the name of its package. */
	nodeType: string;
	field: string;
	/** The method of the node that makes the list. */
	method: string;
	/** What the other fields of the node hold. */
	parameters: JsonObject;
	/** As the node holds them. */
	credentials: JsonObject;
}

/** The most pages of a list that are read. */
const mostPages = 20;

/** How often a call is made that meets another transaction of n8n's, and after how many milliseconds again. */
const mostTries = 5;
const millisecondsToWait = 200;

/** A file that the editor loads besides the REST API. */
export interface EditorFile {
	/** The HTTP status. */
	status: number;
	/** The media type, without parameters. */
	type: string;
	text: string;
}

/** A workflow as n8n keeps it; the fields that only n8n needs are left as they came. */
export interface SavedWorkflow extends JsonObject {
	id: string;
	name: string;
	nodes: unknown[];
	/** The version that was saved last. */
	versionId: string;
}

/** One run of a workflow. */
export interface Execution {
	id: string;
	/** n8n's word: new, running, success, error, crashed, canceled, waiting. */
	status: string;
	/** What went wrong, in the words of the node that failed. */
	error: string | undefined;
}

/** One run of a workflow, with what one of its nodes has put out. */
export interface ExecutionOutput extends Execution {
	/** The JSON of each item. */
	items: JsonObject[];
}

/** One run of a workflow, with what all of its nodes did. */
export interface RecordedExecution extends Execution {
	/** As n8n stores it; `nodeRunsOf` and `itemsOf` read it. */
	resultData: JsonObject;
}

/** Whether a run has ended, well or badly. */
export function isOver({ status }: Pick<Execution, 'status'>): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}

/** The most executions that n8n lists at once. */
const longestList = 100;
/** Milliseconds for an answer: n8n answers nobody while a node of a long run computes. */
const limit = 300_000;

class Refusal extends Failure {
	readonly status: number;

	/** @param status the HTTP status of n8n's answer */
	constructor(status: number, message: string) {
		super(`${message} (HTTP ${status})`);
		this.status = status;
	}
}

/** n8n's own REST API, the one that its editor uses. All methods throw a Failure when n8n refuses. */
export class RestClient {
	readonly #instance: Instance;
	readonly #installation: Installation;
	readonly #signal: AbortSignal;
	#cookie = '';

	/** @param signal ends every call that is under way */
	constructor(instance: Instance, installation: Installation, signal: AbortSignal) {
		this.#instance = instance;
		this.#installation = installation;
		this.#signal = AbortSignal.any([signal, instance.died]);
	}

	/** Logs in as the owner, who is created when this n8n has none yet. */
	async logIn(owner: Owner): Promise<void> {
		const settings = readObject(await this.#call('GET', '/settings'), "n8n's settings");
		const users = readObject(settings['userManagement'], "n8n's settings of users");
		const { email, password } = owner;
		if (users['showSetupOnFirstLoad'] === true) {
			const name = { firstName: 'SMS', lastName: 'Workshop' };
			await this.#call('POST', '/owner/setup', { email, password, ...name });
			return;
		}
		try {
			await this.#call('POST', '/login', { emailOrLdapLoginId: email, password });
		} catch (error) {
			if (!(error instanceof Refusal) || error.status !== 401) throw error;
			throw new Failure(
				`n8n does not know ${email} with the password in ${shortPath(owner.file)}. ` +
					'If you changed them in the editor, change them in that file too, ' +
					'or delete the folder that it is in, to begin with a new n8n.',
			);
		}
	}

	/** Creates the credential, or gives the one with its name and type this data; returns its id. */
	async putCredential(credential: CredentialData): Promise<string> {
		const { name, type } = credential;
		const all = readList(await this.#call('GET', '/credentials'), "n8n's credentials");
		const known = all.find(
			(entry) => isObject(entry) && entry['name'] === name && entry['type'] === type,
		);
		const answer =
			known === undefined
				? await this.#call('POST', '/credentials', credential)
				: await this.#call('PATCH', `/credentials/${idOf(known)}`, credential);
		return idOf(answer);
	}

	/**
	 * Tests a credential with its data as they stand here, as the editor's button does. n8n 1 wants one
	 * that it keeps already.
	 *
	 * @param id of the credential as n8n keeps it
	 */
	async testCredential(id: string, credential: CredentialData): Promise<CredentialTestResult> {
		const credentials = { id, ...credential };
		const what = 'the result of a credential test';
		const answer = readObject(await this.#call('POST', '/credentials/test', { credentials }), what);
		return {
			status: answer['status'] === 'OK' ? 'OK' : 'Error',
			message: readText(answer['message'], what),
		};
	}

	/**
	 * Returns the entries that a node's drop-down offers, of all pages, by their names.
	 *
	 * @param filter what somebody types to search
	 */
	async listEntries(list: ListRequest, filter?: string): Promise<string[]> {
		const what = 'the entries of a list';
		const names: string[] = [];
		let paginationToken: unknown;
		for (let page = 1; page <= mostPages; page += 1) {
			const answer = await this.#call('POST', '/dynamic-node-parameters/resource-locator-results', {
				path: `parameters.${list.field}`,
				methodName: list.method,
				nodeTypeAndVersion: { name: list.nodeType, version: 1 },
				currentNodeParameters: list.parameters,
				credentials: list.credentials,
				filter,
				paginationToken,
			});
			const { results, paginationToken: next } = readObject(answer, what);
			for (const entry of readList(results, what)) {
				names.push(readText(readObject(entry, what)['name'], what));
			}
			if (next === undefined || next === null || next === '') return names;
			paginationToken = next;
		}
		throw new Failure(`A list of ${list.nodeType} has more than ${mostPages} pages.`);
	}

	/** Installs a package as the page Community Nodes does. @throws Failure with n8n's own words when n8n refuses */
	async installPackage(name: string): Promise<void> {
		await this.#call('POST', '/community-packages', { name });
	}

	/** Loads a file that the editor loads, such as `/types/nodes.json`; with any HTTP status. */
	async editorFile(path: string): Promise<EditorFile> {
		const { answer, text } = await this.#request('GET', path);
		const type = answer.headers.get('content-type') ?? '';
		return { status: answer.status, type: type.split(';')[0] ?? '', text };
	}

	/** Returns the workflow of that name, or undefined; archived ones do not count. */
	async findWorkflow(name: string): Promise<SavedWorkflow | undefined> {
		// n8n's filter also finds names that contain this one.
		const filter = encodeURIComponent(JSON.stringify({ name, isArchived: false }));
		const list = await this.#call('GET', `/workflows?filter=${filter}`);
		const found = readList(list, "n8n's workflows").find(
			(entry) => isObject(entry) && entry['name'] === name,
		);
		return found === undefined ? undefined : await this.getWorkflow(idOf(found));
	}

	async getWorkflow(id: string): Promise<SavedWorkflow> {
		return readWorkflow(await this.#call('GET', `/workflows/${id}`));
	}

	async createWorkflow(workflow: JsonObject): Promise<SavedWorkflow> {
		const body = asCreated(this.#installation.generation, workflow);
		return readWorkflow(await this.#call('POST', '/workflows', body));
	}

	/** Saves the workflow again, with the nodes, connections and settings of the given one. */
	async updateWorkflow(id: string, workflow: JsonObject): Promise<SavedWorkflow> {
		return readWorkflow(await this.#call('PATCH', `/workflows/${id}`, workflow));
	}

	/** Publishes the version that was saved last, so that its triggers listen. */
	async publishWorkflow(workflow: SavedWorkflow): Promise<void> {
		const { method, path, body } = publishingCall(this.#installation.generation, workflow);
		await this.#call(method, path, body);
	}

	/** Creates the table among the owner's own, as "Data tables" does; returns its id. */
	async createDataTable(table: DataTable): Promise<string> {
		return idOf(await this.#call('POST', await this.#pathOfTables(), table));
	}

	async addRows(tableId: string, rows: readonly JsonObject[]): Promise<void> {
		const path = `${await this.#pathOfTables()}/${tableId}/insert`;
		await this.#call('POST', path, { data: rows, returnType: 'count' });
	}

	/** Gives the rows these values, and leaves their others as they are. */
	async updateRows(tableId: string, rows: RowFilter, data: JsonObject): Promise<void> {
		const path = `${await this.#pathOfTables()}/${tableId}/rows`;
		await this.#call('PATCH', path, { filter: filterOf(rows), data });
	}

	async deleteRows(tableId: string, rows: RowFilter): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify(filterOf(rows)));
		const path = `${await this.#pathOfTables()}/${tableId}/rows?filter=${filter}`;
		await this.#call('DELETE', path);
	}

	/** Runs a workflow once from the trigger of that name, as "Execute workflow" does; does not wait for its end. */
	async runWorkflow(workflow: SavedWorkflow, trigger: string): Promise<void> {
		const { method, path, body } = runningCall(this.#installation.generation, workflow, trigger);
		await this.#call(method, path, body);
	}

	/** Returns the newest run of a workflow, or undefined when it has never run. */
	async latestExecution(workflowId: string): Promise<Execution | undefined> {
		const [newest] = await this.#executionIds(workflowId, 1);
		return newest === undefined ? undefined : await this.#readExecution(newest);
	}

	/**
	 * Returns n8n's word for how the newest run of a workflow stands, or undefined when it has never run. n8n does not read
	 * for it what the nodes have put out.
	 */
	async latestStatus(workflowId: string): Promise<string | undefined> {
		const [newest] = await this.#listExecutions(workflowId, 1);
		return newest === undefined ? undefined : readText(newest['status'], "an execution's status");
	}

	/**
	 * Returns the runs of a workflow, oldest first and the newest 100 at most, each with what the node
	 * of that name has put out.
	 */
	async executionsOf(workflowId: string, node: string): Promise<ExecutionOutput[]> {
		const output: ExecutionOutput[] = [];
		for (const id of (await this.#executionIds(workflowId, longestList)).reverse()) {
			const { resultData, ...execution } = await this.#readExecution(id);
			output.push({ ...execution, items: itemsOf(resultData, node) });
		}
		return output;
	}

	/** Returns up to this many runs of a workflow, newest first. */
	async newestExecutions(workflowId: string, most: number): Promise<RecordedExecution[]> {
		const executions: RecordedExecution[] = [];
		for (const id of await this.#executionIds(workflowId, most)) {
			executions.push(await this.#readExecution(id));
		}
		return executions;
	}

	/** Runs again what has failed of a run, as "Retry" in the list of executions does. */
	async retryExecution(id: string): Promise<void> {
		await this.#call('POST', `/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** Stops a run, as the editor's button does. */
	async stopExecution(id: string): Promise<void> {
		await this.#call('POST', `/executions/${id}/stop`);
	}

	async #pathOfTables(): Promise<string> {
		return `/projects/${idOf(await this.#call('GET', '/projects/personal'))}/data-tables`;
	}

	/** Newest first. */
	async #executionIds(workflowId: string, most: number): Promise<string[]> {
		return (await this.#listExecutions(workflowId, most)).map(idOf);
	}

	/** Newest first, without what the nodes did. */
	async #listExecutions(workflowId: string, most: number): Promise<JsonObject[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = await this.#call('GET', `/executions?limit=${most}&filter=${filter}`);
		const list = readObject(answer, "n8n's executions")['results'];
		return readList(list, "n8n's executions").map((entry) => readObject(entry, 'an execution'));
	}

	async #readExecution(id: string): Promise<RecordedExecution> {
		const execution = readObject(await this.#call('GET', `/executions/${id}`), 'an execution');
		const data = this.#unflatten(readText(execution['data'], "an execution's data"));
		const resultData = isObject(data) && isObject(data['resultData']) ? data['resultData'] : {};
		const { error } = resultData;
		return {
			id,
			status: readText(execution['status'], "an execution's status"),
			error: isObject(error) ? readText(error['message'], "an error's message") : undefined,
			resultData,
		};
	}

	/** n8n stores run data with `flatted`, which is in its own node_modules. */
	#unflatten(text: string): unknown {
		const load = createRequire(join(this.#installation.folder, 'package.json'));
		const flatted: unknown = load('flatted');
		const { parse } = readObject(flatted, 'flatted');
		return typeof parse === 'function' ? Reflect.apply(parse, undefined, [text]) : undefined;
	}

	async #call(method: string, path: string, body?: unknown): Promise<unknown> {
		let { answer, text } = await this.#request(method, `/rest${path}`, body);
		for (let tries = 1; tries < mostTries && meetsTransaction(answer, text); tries += 1) {
			await pause(millisecondsToWait, this.#signal);
			({ answer, text } = await this.#request(method, `/rest${path}`, body));
		}
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session !== undefined) this.#cookie = session;
		const parsed = parse(text);
		if (!answer.ok) {
			const said = isObject(parsed) ? parsed['message'] : undefined;
			const reason = typeof said === 'string' ? said : text.slice(0, 300);
			throw new Refusal(answer.status, `n8n refused ${method} /rest${path}: ${reason}`);
		}
		return isObject(parsed) ? parsed['data'] : undefined;
	}

	async #request(
		method: string,
		path: string,
		body?: unknown,
	): Promise<{ answer: Response; text: string }> {
		const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(limit)]);
		try {
			const answer = await fetch(`${this.#instance.origin}${path}`, {
				method,
				signal,
				headers: {
					'content-type': 'application/json',
					cookie: this.#cookie,
					// n8n ends a connection that was idle for five seconds, and may do so while a request is on its way there.
					connection: 'close',
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			return { answer, text: await answer.text() };
		} catch (error) {
			// The news that n8n has died comes a moment after the connection breaks.
			await pause(500, this.#signal);
			const reason = signal.aborted ? `no answer in ${limit / 1000} seconds` : causeOf(error);
			throw new Failure(`n8n did not answer ${method} ${path}: ${reason}.`);
		}
	}
}

/** Whether n8n 1 could not begin, since it was in the middle of a transaction for somebody else; nothing was stored then. */
function meetsTransaction({ status }: Response, text: string): boolean {
	return status === 500 && text.includes('cannot start a transaction within a transaction');
}

function filterOf({ column, value }: RowFilter): JsonObject {
	return { type: 'and', filters: [{ columnName: column, condition: 'eq', value }] };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function idOf(value: unknown): string {
	return readText(readObject(value, "n8n's answer")['id'], "n8n's id");
}

function readWorkflow(value: unknown): SavedWorkflow {
	const workflow = readObject(value, 'a workflow');
	return {
		...workflow,
		id: readText(workflow['id'], "a workflow's id"),
		name: readText(workflow['name'], "a workflow's name"),
		nodes: readList(workflow['nodes'], "a workflow's nodes"),
		versionId: readText(workflow['versionId'], "a workflow's version"),
	};
}
