import { randomUUID } from 'node:crypto';
import { readList, readObject, type JsonObject } from '../json.mts';
import type { Generation } from './installation.mts';
import type { SavedWorkflow } from './restClient.mts';

/** A call of n8n's REST API. */
interface Call {
	method: string;
	path: string;
	body: JsonObject;
}

const listening = ['n8n-nodes-base.formTrigger', 'n8n-nodes-base.webhook'];

/**
 * A new workflow as the editor of a generation sends it: that of n8n 1 adds what n8n 2 adds by itself,
 * whether the workflow is active and which addresses its nodes listen at.
 */
export function asCreated(generation: Generation, workflow: JsonObject): JsonObject {
	if (generation !== 1) return workflow;
	const nodes = readList(workflow['nodes'], "a workflow's nodes").map((value) => {
		const node = readObject(value, 'a node');
		const listens = listening.includes(String(node['type']));
		return listens ? { webhookId: randomUUID(), ...node } : node;
	});
	return { ...workflow, nodes, active: false };
}

/** How the editor of a generation publishes a workflow; "Active" is what n8n 1 calls it. */
export function publishingCall(
	generation: Generation,
	{ id, versionId }: { id: string; versionId: string },
): Call {
	return generation === 1
		? { method: 'PATCH', path: `/workflows/${id}`, body: { active: true, versionId } }
		: { method: 'POST', path: `/workflows/${id}/activate`, body: { versionId } };
}

/** How the editor of a generation runs a workflow from a trigger; that of n8n 1 hands over the workflow itself. */
export function runningCall(
	generation: Generation,
	workflow: SavedWorkflow,
	trigger: string,
): Call {
	const triggerToStartFrom = { name: trigger };
	return {
		method: 'POST',
		path: `/workflows/${workflow.id}/run`,
		body:
			generation === 1 ? { workflowData: workflow, triggerToStartFrom } : { triggerToStartFrom },
	};
}

/** Whether the Data Table node of a generation can create a table; that of n8n 1 knows rows only. */
export function createsDataTables(generation: Generation): boolean {
	return generation !== 1;
}

/**
 * Whether a generation that has started again checks the executions that wait while it runs already, because its log of
 * events has no end of them: one that is resumed meanwhile is lost.
 */
export function checksWaitingOnes(generation: Generation): boolean {
	return generation === 1;
}

/** Settings that the other generation does not know, or has by itself. */
export function environmentOf(generation: Generation): NodeJS.ProcessEnv {
	return generation === 1
		? { N8N_RUNNERS_ENABLED: 'true' }
		: {
				// This module fetches n8n's list of MCP servers from api.n8n.io and has no other switch. An
				// n8n that does not know it does not start.
				N8N_DISABLED_MODULES: 'mcp-registry',
			};
}
