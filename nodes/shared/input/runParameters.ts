import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../record/json';
import type { ParameterReader } from './parameterReader';

/**
 * Reads the parameters of a run's items. What has no expression in it is read for the first item only, since it is the
 * same for all and n8n takes its time; what is returned must therefore not be changed.
 */
export function parametersOfRun(
	context: IExecuteFunctions,
): (itemIndex: number) => ParameterReader {
	const { parameters } = context.getNode();
	const hasExpression = new Map<string, boolean>();
	const isForAll = (name: string): boolean => {
		const [field = ''] = name.split('.');
		const value: unknown = parameters[field];
		// Without a value it depends on the fallback.
		if (value === undefined) return false;
		let known = hasExpression.get(field);
		if (known === undefined) hasExpression.set(field, (known = holdsExpression(value)));
		return !known;
	};
	const shared = new Map<string, unknown>();
	return (itemIndex) => (name, fallback, options) => {
		const read = (): unknown => context.getNodeParameter(name, itemIndex, fallback, options);
		if (!isForAll(name)) return read();
		const key = `${name} ${options?.extractValue === true}`;
		if (!shared.has(key)) shared.set(key, read());
		return shared.get(key);
	};
}

/** Whether n8n would evaluate something in a value: a text that begins with "=". */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (Array.isArray(value)) return value.some(holdsExpression);
	return isRecord(value) && Object.values(value).some(holdsExpression);
}
