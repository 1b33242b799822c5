import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { Failure } from '../../lab/n8n/failure.mts';
import { code, htmlToMarkdown, sentences } from './markdown.mts';

/** A field of a node or credential in words. */
export interface FieldInWords {
	/** The way to it, e.g. "Additional Fields > Send At". */
	name: string;
	type: string;
	required: string;
	default: string;
	description: string;
}

/** The values of the fields that decide which others are shown, e.g. those of Resource and Operation. */
export type Setting = Record<string, string>;

/** Whether n8n shows a field with a setting, as far as that decides it. */
export function isShown(field: INodeProperties, setting: Setting): boolean {
	return conditionsOf(field).every(([name, values]) => {
		const value = setting[name];
		return value === undefined || values.includes(value);
	});
}

/** The fields that n8n shows with a setting, those of collections one by one. */
export function fieldsInWords(properties: INodeProperties[], setting: Setting): FieldInWords[] {
	return properties
		.filter((field) => isShown(field, setting) && !(field.name in setting))
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap((field) => inWords(field, properties, setting, ''));
}

/** The notices that n8n shows with a setting. */
export function noticesOf(properties: INodeProperties[], setting: Setting): string[] {
	return properties
		.filter((field) => field.type === 'notice' && isShown(field, setting))
		.map(({ displayName }) => htmlToMarkdown(displayName));
}

/** The options of a field that has choices. */
export function choicesOf(field: INodeProperties | undefined): INodePropertyOptions[] {
	return (field?.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option && 'name' in option,
	);
}

function inWords(
	field: INodeProperties,
	siblings: INodeProperties[],
	setting: Setting,
	path: string,
): FieldInWords[] {
	const name = `${path}${field.displayName}`;
	const description = sentences(
		conditionInWords(field, siblings, setting),
		htmlToMarkdown(field.description ?? ''),
		htmlToMarkdown(field.hint ?? ''),
		exampleIn(field),
	);
	if (field.type === 'collection' || field.type === 'fixedCollection') {
		const inner = innerFields(field);
		const fields = inner
			.filter((option) => isShown(option, setting))
			.flatMap((option) => inWords(option, inner, setting, `${name} > `));
		const itself = { name, type: 'Fields to add', required: '', default: '', description };
		return field.description ? [itself, ...fields] : fields;
	}
	return [
		{
			name,
			type: typeInWords(field),
			required: field.required ? 'Yes' : '',
			default: defaultInWords(field),
			description: [description, choicesInWords(field)].filter(Boolean).join('<br>'),
		},
	];
}

/** The fields of a collection; those of one that repeats are grouped under a name that n8n does not show. */
function innerFields({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) =>
		'values' in option ? option.values : isField(option) ? [option] : [],
	);
}

function isField(
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): option is INodeProperties {
	return 'type' in option && 'displayName' in option;
}

/** What a field is shown for. A name that starts with a slash is that of a field outside of a collection. */
function conditionsOf({ name, displayOptions }: INodeProperties): Array<[string, unknown[]]> {
	if (displayOptions?.hide !== undefined) {
		throw new Failure(`The generator of docs does not know how to tell what hides ${name}.`);
	}
	return Object.entries(displayOptions?.show ?? {}).map(([key, values = []]) => [
		key.replace(/^\//, ''),
		values,
	]);
}

/** What n8n itself calls a node that is used as a tool. */
const AS_TOOL = '@tool';

/** What a field is shown for besides the setting, e.g. "Only if **Return All** is off". */
function conditionInWords(
	field: INodeProperties,
	siblings: INodeProperties[],
	setting: Setting,
): string {
	const parts = conditionsOf(field)
		.filter(([name]) => !(name in setting))
		.map(([name, values]) => {
			if (name === AS_TOOL) return 'the node is a tool of an AI agent';
			const decider = siblings.find((sibling) => sibling.name === name);
			if (decider === undefined) {
				throw new Failure(`${field.displayName} depends on ${name}, which is not there.`);
			}
			const wanted = values.map((value) => valueInWords(decider, value));
			return `**${decider.displayName}** is ${wanted.join(' or ')}`;
		});
	return parts.length > 0 ? `Only if ${parts.join(' and ')}` : '';
}

function typeInWords(field: INodeProperties): string {
	switch (field.type) {
		case 'string':
			return field.typeOptions?.password ? 'Text, hidden' : 'Text';
		case 'number':
			return 'Number';
		case 'boolean':
			return 'Switch';
		case 'dateTime':
			return 'Date and time';
		case 'options':
			return 'Choice';
		case 'multiOptions':
			return 'Choices';
		case 'resourceLocator':
			return (field.modes ?? [])
				.map((mode) =>
					mode.type === 'list' ? 'Choice from a list' : mode.displayName.replace(/^By /, ''),
				)
				.join(', or ');
		default:
			throw new Failure(`The generator of docs has no word for fields of the type ${field.type}.`);
	}
}

function defaultInWords(field: INodeProperties): string {
	if (field.type === 'resourceLocator') return '';
	const values: unknown[] = Array.isArray(field.default) ? field.default : [field.default];
	return values.map((value) => valueInWords(field, value)).join(', ');
}

function valueInWords(field: INodeProperties, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const choice = choicesOf(field).find((option) => option.value === value);
	if (choice !== undefined) return `**${choice.name}**`;
	if (value === '' || value === undefined) return '';
	if (typeof value === 'number') return String(value);
	return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function choicesInWords(field: INodeProperties): string {
	const choices = choicesOf(field);
	if (choices.length === 0) return '';
	const isExplained = choices.some(({ description }) => description);
	if (!isExplained) return `Choices: ${choices.map(({ name }) => `**${name}**`).join(', ')}.`;
	return choices
		.map(({ name, description }) =>
			description ? sentences(`**${name}**: ${htmlToMarkdown(description)}`) : `**${name}**`,
		)
		.join('<br>');
}

/** The example that an empty field shows; none that is the default anyway. */
function exampleIn({ placeholder, modes, default: preset }: INodeProperties): string {
	const shown = [placeholder, ...(modes ?? []).map((mode) => mode.placeholder)];
	const example = shown.find((text) => text?.startsWith('e.g. '))?.slice('e.g. '.length);
	return example === undefined || example === preset ? '' : `Example: ${code(example)}`;
}
