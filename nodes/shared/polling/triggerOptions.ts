import type { IDataObject, INode, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readRecipients } from '../input/phoneNumber';
import { isJsonObject } from '../record/json';
import { readText, shownValue } from '../record/text';
import { templatesOf } from '../record/template';
import { numberOrNull } from '../record/values';

/** What the user chose: the collection Options, and the lists of choices beside it. */
export interface TriggerOptions {
	/** All of it as plain data, to be stored. */
	values: IDataObject;
	/** What the user entered, with expressions as they are. */
	entered: string;
	/** An option that is text; undefined where it is empty. @throws NodeOperationError for what is no text */
	text(name: string, displayName: string): string | undefined;
	/** An option that is a number of 1 or more. @throws NodeOperationError for another one */
	number(name: string, displayName: string, fallback: number): number;
	/**
	 * An option that is a phone number, in the form in which numbers are compared.
	 *
	 * @throws NodeOperationError for what is not one phone number
	 */
	phone(name: string, displayName: string, defaultCountryCode: string): string | undefined;
	/**
	 * A list of choices; undefined where it was not added, empty where nothing is chosen.
	 *
	 * @throws NodeOperationError for what is no list of texts
	 */
	choices(name: string, displayName: string): string[] | undefined;
}

/** Lists of choices that stand beside the collection. */
const CHOICES = ['statuses', 'deviceChanges'];

export function readOptions(context: IPollFunctions): TriggerOptions {
	const collection: unknown = context.getNodeParameter('options', {});
	const options = isJsonObject(collection) ? { ...collection } : {};
	for (const [name, value] of Object.entries(options)) {
		if (isJsonObject(value) && '__rl' in value) options[name] = value.value;
	}
	const choices: IDataObject = {};
	for (const name of CHOICES) choices[name] = context.getNodeParameter(name, []);
	const node = context.getNode();
	const values: IDataObject = { ...choices, ...options };
	const entered = ['options', ...CHOICES].map((name) => node.parameters[name]);
	return optionsFrom(node, values, JSON.stringify(entered));
}

/**
 * @param values what `TriggerOptions` has as `values`
 * @param entered what it has as `entered`
 */
export function optionsFrom(node: INode, values: IDataObject, entered = ''): TriggerOptions {
	const isBlank = (value: unknown) =>
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	const refuse = (message: string, description: string) =>
		new NodeOperationError(node, message, { description });
	const text = (value: unknown, displayName: string) => {
		const reading = readText(value, displayName, () =>
			templatesOf(node.parameters.options, displayName),
		);
		if (reading.ok) return reading.text.trim() || undefined;
		throw refuse(reading.problem, reading.advice);
	};
	return {
		values,
		entered,
		text: (name, displayName) => text(values[name], displayName),
		number: (name, displayName, fallback) => {
			const value = isBlank(values[name]) ? fallback : (numberOrNull(values[name]) ?? NaN);
			if (value >= 1) return value;
			throw refuse(
				`${displayName} is ${shownValue(values[name])}, which is not a number of 1 or more.`,
				`Enter 1 or more in ${displayName}, or remove it from Options.`,
			);
		},
		phone: (name, displayName, defaultCountryCode) => {
			if (isBlank(values[name])) return undefined;
			const list = readRecipients(values[name], displayName, defaultCountryCode);
			if (!list.ok) {
				throw refuse(
					list.problem,
					`Enter one phone number in ${displayName}, with the country code, e.g. +33612345678. To filter by a name, add a Filter node after the trigger.`,
				);
			}
			const [first, second] = list.recipients;
			if (second === undefined) return first?.key;
			throw refuse(
				`${displayName} contains more than one number.`,
				`Enter a single phone number in ${displayName}. For several numbers, leave it empty and add a Filter node after the trigger.`,
			);
		},
		choices: (name, displayName) =>
			name in values
				? [values[name]].flat().flatMap((choice) => text(choice, displayName) ?? [])
				: undefined,
	};
}
