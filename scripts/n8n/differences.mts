import type { Generation } from './installation.mts';
import type { JsonObject } from './json.mts';

/** A call of n8n's REST API. */
interface Call {
	method: string;
	path: string;
	body: JsonObject;
}

/** A new workflow as the editor of a generation sends it. */
export function asCreated(generation: Generation, workflow: JsonObject): JsonObject {
	// n8n 1 cannot store one that does not say whether it is active.
	return generation === 1 ? { ...workflow, active: false } : workflow;
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
