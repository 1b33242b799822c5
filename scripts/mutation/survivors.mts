/** A mutant that no test can kill, or none is worth it. */
export interface KnownSurvivor {
	/** The line of the source in which it begins. */
	line: string;
	/** That line with the mutant in it. */
	becomes: string;
	/** Why it may live. */
	because: string;
}

/** The survivors that were checked, by file. `npm run mutation` names every other one, and what is no survivor any more. */
export const KNOWN_SURVIVORS: Readonly<Record<string, readonly KnownSurvivor[]>> = {
	'nodes/shared/failure/excerpt.ts': [
		{
			line: 'secrets: string[] = [],',
			becomes: 'secrets: string[] = ["Stryker was here"],',
			because: 'hides only what Stryker writes',
		},
	],
	'nodes/shared/record/jsonObject.ts': [
		{
			line: 'for (let at = start; at < text.length; at++) {',
			becomes: 'for (let at = start; at <= text.length; at++) {',
			because: 'behind the end of a text is the empty text, which is none of these characters',
		},
	],
	'nodes/shared/record/template.ts': [
		{
			line: 'const CHOICE = /^[?:|&<>=]$/;',
			becomes: 'const CHOICE = /[?:|&<>=]$/;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: 'const CHOICE = /^[?:|&<>=]$/;',
			becomes: 'const CHOICE = /^[?:|&<>=]/;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: "return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();",
			becomes: "return name.replace(/[^A-Za-z0-9]/g, '').toUpperCase();",
			because: 'both names that are compared are written so',
		},
		{
			line: "const [start = '', ...rest] = parameter.slice(1).split('{{');",
			becomes: 'const [start = "Stryker was here!", ...rest] = parameter.slice(1).split(\'{{\');',
			because: 'a text that is split has a first part; only the compiler asks for a default',
		},
		{
			line: "const [expression = '', ...after] = part.split('}}');",
			becomes: 'const [expression = "Stryker was here!", ...after] = part.split(\'}}\');',
			because: 'a text that is split has a first part; only the compiler asks for a default',
		},
		{
			line: "if (piece !== undefined) typed.push(`${typed.pop() ?? ''}${piece}`);",
			becomes:
				'if (piece !== undefined) typed.push(`${typed.pop() ?? "Stryker was here!"}${piece}`);',
			because: 'the list is never empty; only the compiler asks for a default',
		},
		{
			line: 'if (/^[([{]$/.test(token)) depth++;',
			becomes: 'if (/[([{]$/.test(token)) depth++;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: 'if (/^[([{]$/.test(token)) depth++;',
			becomes: 'if (/^[([{]/.test(token)) depth++;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: 'if (/^[)\\]}]$/.test(token)) depth--;',
			becomes: 'if (/[)\\]}]$/.test(token)) depth--;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: 'if (/^[)\\]}]$/.test(token)) depth--;',
			becomes: 'if (/^[)\\]}]/.test(token)) depth--;',
			because: 'a token is one character, or begins and ends with a quotation mark',
		},
		{
			line: "else summands.push(`${summands.pop() ?? ''}${token}`);",
			becomes: 'else summands.push(`${summands.pop() ?? "Stryker was here!"}${token}`);',
			because: 'the list is never empty; only the compiler asks for a default',
		},
		{
			line: "parts[0] = (parts[0] ?? '').trimStart();",
			becomes: 'parts[0] = (parts[0] ?? "Stryker was here!").trimStart();',
			because: 'the list is never empty; only the compiler asks for a default',
		},
		{
			line: "parts.push((parts.pop() ?? '').trimEnd());",
			becomes: 'parts.push((parts.pop() ?? "Stryker was here!").trimEnd());',
			because: 'the list is never empty; only the compiler asks for a default',
		},
		{
			line: "const before = parts[at] ?? '';",
			becomes: 'const before = parts[at] ?? "Stryker was here!";',
			because: 'the part is there; only the compiler asks for a default',
		},
		{
			line: "const last = parts.at(-1) ?? '';",
			becomes: 'const last = parts.at(-1) ?? "Stryker was here!";',
			because: 'the list is never empty; only the compiler asks for a default',
		},
	],
};
