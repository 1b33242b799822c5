import type { RefusalRule } from '../refusalRules.mts';
import { reasonFor, reasonInStatus, textInJson } from '../refusalRules.mts';
import type { RefusalReason, VendorAnswer } from '../vendor.mts';

const SHEET = 'docs/vendors/smsgateway24.md';

/** The vendor prints one of these sentences, that of a wrong password; the others are inferred. */
const RULES: readonly RefusalRule[] = [
	[
		/^Login or password incorrect/,
		"Email and password must be right (the vendor's page of gettoken).",
	],
	[/^Token is not valid/, `The token must be that of the account (${SHEET}, section 1).`],
	[/^Device not found/, `The device must be one of the account (${SHEET}, section 2.2).`],
	[
		/^Parameter \w+ is (missing|empty)/,
		"The required parameters of the vendor's page of the method must be there.",
	],
];

/** Why an answer is a refusal: `error` is 1 (vendor document 1); undefined where it is none. */
export function refusalIn(answer: VendorAnswer): RefusalReason | undefined {
	if (textInJson(answer.body, 'error') !== '1') return reasonInStatus(answer);
	return reasonFor(textInJson(answer.body, 'message') ?? '', RULES);
}
