import { field } from './readJson.mts';
import type { RefusalReason, VendorAnswer } from './vendor.mts';

/** A rule of a vendor, with its source, and the sentences with which a request is refused that breaks it. */
export type RefusalRule = readonly [sentence: RegExp, rule: string];

/** The reason in a vendor's own sentence, with the rule that fits it first. */
export function reasonFor(sentence: string, rules: readonly RefusalRule[]): RefusalReason {
	const rule = rules.find(([pattern]) => pattern.test(sentence))?.[1];
	return { sentence, ...(rule !== undefined && { rule }) };
}

/** The reason in a response that is not the vendor's usual JSON: its HTTP status; undefined where that is a good one. */
export function reasonInStatus({ status }: VendorAnswer): RefusalReason | undefined {
	if (status < 400) return undefined;
	if (status === 429) {
		return { sentence: 'HTTP 429', rule: 'Too many requests at once: the next ones come later.' };
	}
	return { sentence: `HTTP ${status}` };
}

/** A text or number in a JSON object, as text; undefined where there is none. */
export function textInJson(json: string, name: string): string | undefined {
	try {
		const value = field(JSON.parse(json), name);
		return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
	} catch {
		return undefined;
	}
}
