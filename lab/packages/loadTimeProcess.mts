/**
 * Loads built files as n8n's loader does, makes one object of the class of each node and credential, and prints how many
 * milliseconds that took and how many modules came in. What n8n itself has loaded by then is loaded before.
 *
 * Arguments: a folder from which n8n's modules are found, then the files.
 */
import { createRequire } from 'node:module';
import { basename } from 'node:path';

const [, , folder = '', ...files] = process.argv;
const require = createRequire(`${folder}/`);
for (const known of ['n8n-workflow', 'luxon', 'lodash', 'crypto']) require(known);

const modulesBefore = Object.keys(require.cache).length;
const start = performance.now();
for (const file of files) {
	const [name = '', kind] = basename(file).split('.');
	const exported = require(file) as Record<string, new () => object>;
	if (kind !== 'node' && kind !== 'credentials') continue;
	const nodeClass = exported[name];
	if (nodeClass === undefined) throw new Error(`${file} has no ${name}`);
	Reflect.construct(nodeClass, []);
}
const milliseconds = performance.now() - start;
const modules = Object.keys(require.cache).length - modulesBefore;
process.stdout.write(JSON.stringify({ milliseconds, modules }));
