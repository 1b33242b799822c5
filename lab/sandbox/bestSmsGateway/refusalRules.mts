import type { RefusalRule } from '../refusalRules.mts';
import { reasonFor, reasonInStatus, textInJson } from '../refusalRules.mts';
import type { RefusalReason, VendorAnswer } from '../vendor.mts';

const TABLE = "the vendor's table of error codes";
const SHEET = 'docs/vendors/bestsmsgateway.md';

const RULES: readonly RefusalRule[] = [
	[
		/^11 Insufficient/,
		`The balance must be enough for all SMS of a request (${SHEET}, section 2).`,
	],
	[
		/^11 No (recipient contact|valid recipient)/,
		`At least one number has more than 6 digits, and is one that the gateway takes (${SHEET}, section 2).`,
	],
	[/^11 You can not dispatch/, `A request has at most 5,000 recipients (${SHEET}, section 2).`],
	[
		/^11 Message currently on hold/,
		`Certain words put a large send on hold (${SHEET}, section 12.4).`,
	],
	[/^1 /, `Each request names the sub-account: ${TABLE}, code 1.`],
	[/^2 /, `Each request has the sub-account's password: ${TABLE}, code 2.`],
	[/^3 /, `Each request names an action: ${TABLE}, code 3.`],
	[/^4 /, `Sub-account and password must be right: ${TABLE}, code 4.`],
	[/^5 /, `The sub-account must be enabled: ${TABLE}, code 5.`],
	[/^6 /, `The action must be a known one: ${TABLE}, code 6.`],
	[/^7 /, `All required parameters are there: ${TABLE}, code 7.`],
	[/^8 /, `Times, zones and dial codes have the documented formats: ${TABLE}, code 8.`],
	[/^11 /, `The operation failed: ${TABLE}, code 11.`],
];

/** Why an answer is a refusal: HTTP 200 with `error` (vendor document); undefined where it is none. */
export function refusalIn(answer: VendorAnswer): RefusalReason | undefined {
	const sentence = textInJson(answer.body, 'error');
	if (sentence === undefined) return reasonInStatus(answer);
	return reasonFor(`${textInJson(answer.body, 'error_code') ?? ''} ${sentence}`.trim(), RULES);
}
