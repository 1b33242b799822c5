/** What `npm run check:packages` tries, in an n8n that has the package of all gateways and that of one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openForm } from '../../lab/n8n/formVisitor.mts';
import { prepareFormToSms, sendThroughForm } from '../../lab/n8n/formToSms.mts';
import { versionOf } from '../../lab/n8n/installation.mts';
import { placePackage } from '../../lab/n8n/packageFolder.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { moveWorkflow } from '../../lab/packages/moveWorkflow.mts';
import { nodePackages } from '../../lab/packages/nodePackages.mts';
import { buildSinglePackage } from '../../lab/packages/singleBuild.mts';
import { singlePackages } from '../../lab/packages/singlePackages.mts';
import { timeLimits } from './case.mts';
import { loadedTypes } from './loadedTypes.mts';
import { chosen } from './runner.mts';

/** The gateway of the first example. */
const GATEWAY = 'SmsGateway24';
const CREDENTIAL = 'smsGateway24Api';

for (const generation of chosen().generations) {
	it(
		`n8n ${versionOf(generation)}: a workflow moves to the gateway's own package and back, while both are installed`,
		{ timeout: timeLimits.polled },
		async (context) => {
			const signal = AbortSignal.any([chosen().signal, context.signal]);
			await using rig = await prepareTestRig('packages', generation, signal);
			const single = (await singlePackages()).find(({ gateway }) => gateway === GATEWAY);
			assert(single);
			await buildSinglePackage(single);
			await placePackage(single.folder, rig.userFolder, signal);
			await using session = await rig.start(signal);
			const { rest, origin, userFolder } = session;
			const { sandbox, installation } = rig;
			const stage = { session, sandbox, installation };

			const packages = await nodePackages();
			const [all] = packages;
			const own = packages.find(({ name }) => name === single.name);
			assert(all && own);
			const nodes = await loadedTypes('nodes', stage);
			for (const { name, nodes: names } of [all, own]) {
				for (const node of names) assert(nodes.has(`${name}.${node}`), `${name}.${node}`);
			}
			const credentials = await rest.editorFile('/types/credentials.json');
			const times = credentials.text.split(`"name":"${CREDENTIAL}"`).length - 1;
			context.diagnostic(`n8n lists the credential ${CREDENTIAL} ${times} times`);

			const prepared = await prepareFormToSms(rest, origin, userFolder, sandbox, signal);
			assert(prepared.form);
			await sendThroughForm(prepared.workflowId, prepared.form, rest, sandbox, signal);
			for (const target of [own, all]) {
				const saved = await rest.getWorkflow(prepared.workflowId);
				const { workflow, moved } = moveWorkflow(saved, target, packages);
				assert.deepEqual(moved, ['Send SMS']);
				const updated = await rest.updateWorkflow(prepared.workflowId, workflow);
				await rest.publishWorkflow(updated);
				const form = await openForm(updated, origin, signal);
				const { id } = await sendThroughForm(updated.id, form, rest, sandbox, signal);
				context.diagnostic(`${target.name} has sent the SMS ${id}, with the same credential`);
			}
		},
	);
}
