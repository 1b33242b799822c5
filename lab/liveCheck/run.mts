import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { Context, LiveCheck, Observation, Step } from './liveCheck.mts';
import { fieldNames } from './factSheet.mts';
import type { Relay } from './relay.mts';
import type { StepResult } from './report.mts';

/** Runs the node once in n8n's engine. */
export type RunNode = (run: {
	type: string;
	parameters: INodeParameters;
	credentials: Record<string, ICredentialDataDecryptedObject>;
}) => Promise<{ json: IDataObject[]; error?: { message: string } | undefined }>;

/** What was entered, by the names of the questions, and the `text` of the SMS. */
export type Entered = Readonly<Record<string, string>>;

/** Runs the steps one after the other, each once, and judges what comes back. */
export async function runSteps(
	check: LiveCheck,
	steps: readonly Step[],
	entered: Entered,
	relay: Relay,
	runNode: RunNode,
	signal: AbortSignal,
): Promise<StepResult[]> {
	const seen = new Map<string, Observation>();
	const { phone = '', from = '', text = '' } = entered;
	const context: Context = { phone, from, text, seen };
	const names = await fieldNames(check);
	const results: StepResult[] = [];
	for (const step of steps) {
		signal.throwIfAborted();
		const parameters = step.parameters(context);
		if (parameters === undefined) {
			results.push({ step, findings: [] });
			continue;
		}
		const observation = {
			...(await observe(check, step, parameters, entered, relay, runNode)),
			names,
		};
		seen.set(step.name, observation);
		const findings = step.points.map((point) => ({ point, ...point.judge(observation, context) }));
		results.push({ step, observation, findings });
	}
	return results;
}

async function observe(
	check: LiveCheck,
	{ resource, operation, wrongKey }: Step,
	parameters: INodeParameters,
	entered: Entered,
	relay: Relay,
	runNode: RunNode,
): Promise<Omit<Observation, 'names'>> {
	const { phone: _phone, from: _from, text: _text, ...keys } = entered;
	const wrong = wrongKey === undefined ? {} : { [wrongKey]: `${entered[wrongKey] ?? ''}x` };
	const credential = { ...check.constants, ...keys, ...wrong, baseUrl: relay.baseUrl };
	relay.taken();
	const startedAt = Date.now();
	const { json, error } = await runNode({
		type: check.nodeType,
		parameters: { resource, operation, ...parameters },
		credentials: { [check.credentialType]: credential },
	});
	return {
		exchanges: relay.taken(),
		items: json,
		error: error?.message,
		startedAt,
		endedAt: Date.now(),
	};
}
