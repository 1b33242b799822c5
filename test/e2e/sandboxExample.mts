export { readSandboxExample } from '../../lab/n8n/sandboxExample.mts';
