import { isRecord } from './json';

/** A text with expressions in it, or an expression that puts a text together. */
export interface Template {
	/** What the user typed, in order, with one value of an expression between any two. */
	typed: string[];
	/** Texts within expressions that choose or calculate, of which a value may use some. */
	optional: string[];
}

/** What is written in an expression as text. */
const LITERAL = /"([^"\\]*)"|'([^'\\]*)'|`([^`$]*)/g;
const WHOLE_LITERAL = /^(?:"([^"\\]*)"|'([^'\\]*)')$/;
/** A part of an expression: a text, an opening or closing bracket, or one other character that is not blank. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\S/g;
/** Operators that bind less than "+", so that what is around it is no list of summands. */
const CHOICE = /^[?:|&<>=]$/;

/**
 * The texts that expressions put together in a field; one that only hands on a text is none.
 *
 * @param displayName of the field, whose name in the parameters is the same but for spaces and case; where none is,
 * all fields are searched
 */
export function templatesOf(parameters: unknown, displayName: string): Template[] {
	const own = valuesNamed(parameters, plainName(displayName));
	return (own.length > 0 ? own : [parameters]).flatMap(templatesIn);
}

function valuesNamed(parameters: unknown, name: string): unknown[] {
	if (Array.isArray(parameters)) return parameters.flatMap((one) => valuesNamed(one, name));
	if (!isRecord(parameters)) return [];
	return Object.entries(parameters).flatMap(([key, value]) =>
		plainName(key) === name ? [value] : valuesNamed(value, name),
	);
}

function plainName(name: string): string {
	return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function templatesIn(parameters: unknown): Template[] {
	if (typeof parameters === 'string') return templateOf(parameters);
	if (typeof parameters !== 'object' || parameters === null) return [];
	return Object.values(parameters).flatMap(templatesIn);
}

function templateOf(parameter: string): Template[] {
	if (!parameter.startsWith('=')) return [];
	const [start = '', ...rest] = parameter.slice(1).split('{{');
	const optional: string[] = [];
	// Undefined stands for a value.
	const pieces: Array<string | undefined> = [start];
	for (const part of rest) {
		const [expression = '', ...after] = part.split('}}');
		const summands = summandsOf(expression);
		if (summands === undefined && /[+`]/.test(expression)) {
			optional.push(...[...expression.matchAll(LITERAL)].map(([, ...texts]) => texts.join('')));
		}
		pieces.push(...(summands ?? [undefined]), after.join('}}'));
	}
	const typed = [''];
	for (const piece of pieces) {
		if (piece !== undefined) typed.push(`${typed.pop() ?? ''}${piece}`);
		else if (typed.length === 1 || typed.at(-1) !== '') typed.push('');
	}
	const isPutTogether = typed.some((part) => part !== '') || optional.length > 0;
	return isPutTogether ? [{ typed, optional }] : [];
}

/** The summands of an expression such as `"Hi " + $json.name`: texts, and undefined for a value. */
function summandsOf(expression: string): Array<string | undefined> | undefined {
	const summands = [''];
	let depth = 0;
	for (const [token] of expression.matchAll(TOKEN)) {
		if (/^[([{]$/.test(token)) depth++;
		if (/^[)\]}]$/.test(token)) depth--;
		if (depth === 0 && CHOICE.test(token)) return undefined;
		if (depth === 0 && token === '+') summands.push('');
		else summands.push(`${summands.pop() ?? ''}${token}`);
	}
	const texts = summands.map((summand) => WHOLE_LITERAL.exec(summand)?.slice(1).join(''));
	return texts.some((text) => text !== undefined) ? texts : undefined;
}

/** Whether a word in a text can be all that one expression of a template gave. */
export function canHaveMade(template: Template, text: string, word: string): boolean {
	return (
		isBetweenTyped(template.typed, text.trim(), word) || isBetweenOptional(template, text, word)
	);
}

function isBetweenTyped(typed: string[], text: string, word: string): boolean {
	const parts = [...typed];
	parts[0] = (parts[0] ?? '').trimStart();
	parts.push((parts.pop() ?? '').trimEnd());
	return parts.slice(1).some((after, at) => {
		const before = parts[at] ?? '';
		const around = [...parts.slice(0, at), `${before}${word}${after}`, ...parts.slice(at + 2)];
		return isInOrder(around, text);
	});
}

/** Whether a text has these parts in order, the first at its beginning and the last at its end. */
function isInOrder(parts: string[], text: string): boolean {
	const last = parts.at(-1) ?? '';
	if (parts.length === 1) return text === last;
	const end = text.length - last.length;
	let position = 0;
	for (const [index, part] of parts.slice(0, -1).entries()) {
		const found = index === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, position);
		if (found < 0) return false;
		position = found + part.length;
	}
	return position <= end && text.endsWith(last);
}

function isBetweenOptional({ typed, optional }: Template, text: string, word: string): boolean {
	const literals = [...typed, ...optional].filter((part) => part.trim() !== '');
	if (optional.length === 0 || literals.some((part) => part.includes(word))) return false;
	const isAround = (before: string, after: string) =>
		(before.trim() === '' || literals.some((part) => before.endsWith(part))) &&
		(after.trim() === '' || literals.some((part) => after.startsWith(part)));
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
		if (isAround(text.slice(0, at), text.slice(at + word.length))) return true;
	}
	return false;
}
