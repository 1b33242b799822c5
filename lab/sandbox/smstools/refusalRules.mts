import type { RefusalRule } from '../refusalRules.mts';
import { reasonFor, reasonInStatus, textInJson } from '../refusalRules.mts';
import type { RefusalReason, VendorAnswer } from '../vendor.mts';

const TABLE = "the vendor's table of errors (docs/vendors/smstools.md, section 2)";

/** Codes of the vendor's table (fact sheet 2). */
const RULES: readonly RefusalRule[] = [
	[/^102 /, `A message has a text: ${TABLE}, code 102.`],
	[/^103 /, `A phone number is required and must be valid: ${TABLE}, code 103.`],
	[/^104 /, `Client ID and Client Secret must be right: ${TABLE}, code 104.`],
	[/^106 /, `A destination number has its country code, and digits only: ${TABLE}, code 106.`],
	[/^108 /, `The credit must be enough for all SMS of a request: ${TABLE}, code 108.`],
	[/^109 /, `A sender is required: ${TABLE}, code 109.`],
	[/^111 /, `A sender has at most 11 characters, or 14 digits: ${TABLE}, code 111.`],
	[/^114 /, `A request is not empty: ${TABLE}, code 114.`],
	[/^118 /, `A text has at most 459 characters: ${TABLE}, code 118.`],
	[/^121 /, `A date is valid, and not in the past: ${TABLE}, code 121.`],
	[/^125 /, `The group exists: ${TABLE}, code 125.`],
	[/^131 /, `Nobody on the opt-out list gets an SMS: ${TABLE}, code 131.`],
	[/^139 /, `All parameters are there and valid: ${TABLE}, code 139.`],
	[/^200 /, `The IP address is on the account's list: ${TABLE}, code 200.`],
];

/** Why an answer is a refusal (fact sheet 2); undefined where it is none. */
export function refusalIn(answer: VendorAnswer): RefusalReason | undefined {
	if (answer.status < 400) return undefined;
	const sentence = textInJson(answer.body, 'errorMsg');
	if (sentence === undefined) return reasonInStatus(answer);
	return reasonFor(`${textInJson(answer.body, 'error') ?? ''} ${sentence}`.trim(), RULES);
}
