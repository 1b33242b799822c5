/** The trigger with which somebody begins who wants to try a node. */
export const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
