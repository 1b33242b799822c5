/** Where the JSON object that begins at `start` ends; undefined where it is cut off. */
export function endOfJsonObject(text: string, start: number): number | undefined {
	let depth = 0;
	let isInString = false;
	for (let at = start; at < text.length; at++) {
		const character = text.charAt(at);
		if (isInString) {
			if (character === '\\') at++;
			else if (character === '"') isInString = false;
		} else if (character === '"') isInString = true;
		else if (character === '{') depth++;
		else if (character === '}' && --depth === 0) return at + 1;
	}
	return undefined;
}
