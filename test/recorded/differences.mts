/**
 * Where an answer differs from a recorded one: fields that are missing or too many, other types, other lengths of
 * lists, and other values where the value is a meaning and not an accident of the run.
 *
 * @param isAccident tells by path, such as `data.uid`, recorded value and answer whether the value may be another one of
 * its type
 * @returns a line for each difference; none where the answers mean the same
 */
export function differences(
	recorded: unknown,
	answer: unknown,
	isAccident: (path: string, recorded: unknown, answer: unknown) => boolean,
	path = '',
): string[] {
	const at = path === '' ? 'The answer' : path;
	const kinds = [kindOf(recorded), kindOf(answer)];
	if (kinds[0] !== kinds[1]) return [`${at} is ${shown(answer)}, recorded was ${shown(recorded)}`];
	if (Array.isArray(recorded) && Array.isArray(answer)) {
		if (recorded.length !== answer.length) {
			return [`${at} has ${answer.length} entries, recorded were ${recorded.length}`];
		}
		return recorded.flatMap((entry, index) =>
			differences(entry, answer[index], isAccident, `${path}[${index}]`),
		);
	}
	if (isObject(recorded) && isObject(answer)) {
		const names = new Set([...Object.keys(recorded), ...Object.keys(answer)]);
		return [...names].flatMap((name) => {
			const inner = path === '' ? name : `${path}.${name}`;
			if (!Object.hasOwn(answer, name)) return [`${inner} is missing`];
			if (!Object.hasOwn(recorded, name)) return [`${inner} was not recorded`];
			return differences(recorded[name], answer[name], isAccident, inner);
		});
	}
	if (recorded === answer || isAccident(path, recorded, answer)) return [];
	return [`${at} is ${shown(answer)}, recorded was ${shown(recorded)}`];
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'list' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return kindOf(value) === 'object';
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'undefined';
	return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
