import type { OpenPoint, Step } from './liveCheck.mts';

type Parameters = Step['parameters'];

/** Something that is judged, by its question, the fact sheet's section, what is expected, and the judge. */
export function point(
	question: string,
	section: string,
	expected: string,
	judge: OpenPoint['judge'],
): OpenPoint {
	return { question, section, expected, judge };
}

/** A step that costs nothing. */
export function free(
	name: string,
	resource: string,
	operation: string,
	parameters: Parameters,
	points: OpenPoint[],
): Step {
	return { name, cost: 'free', resource, operation, parameters, points };
}

/** A step that costs nothing, with a key that is wrong in a field of the credential. */
export function wrongKey(
	name: string,
	field: string,
	resource: string,
	operation: string,
	points: OpenPoint[],
): Step {
	return { ...free(name, resource, operation, () => ({}), points), wrongKey: field };
}

/** The step that sends one SMS. */
export function oneSms(name: string, parameters: Parameters, points: OpenPoint[]): Step {
	return { name, cost: 'oneSms', resource: 'sms', operation: 'send', parameters, points };
}
