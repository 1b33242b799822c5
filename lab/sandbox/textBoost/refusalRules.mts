import type { RefusalRule } from '../refusalRules.mts';
import { reasonFor, reasonInStatus, textInJson } from '../refusalRules.mts';
import type { RefusalReason, VendorAnswer } from '../vendor.mts';

const SHEET = 'docs/vendors/textboost.md';

const RULES: readonly RefusalRule[] = [
	[
		/^Unauthenticated/,
		`The API token must be right, in the header Authorization (${SHEET}, section 16.1).`,
	],
	[
		/^The api token field is required/,
		`/api/http reads the token from the input alone (${SHEET}, section 16.6).`,
	],
	[/is a invalid phone number/, `A number has 7 to 17 digits (${SHEET}, section 16.2).`],
	[
		/^Could not interpret|^The string supplied/,
		`A number begins with a country code (${SHEET}, section 16.2).`,
	],
	[
		/^Number contains in the blacklist/,
		`Nobody on the blacklist gets an SMS (${SHEET}, section 18).`,
	],
	[
		/^You have exceeded your sending limit|^There is not enough balance/,
		`The balance must be enough (${SHEET}, section 16.2).`,
	],
	[/more than 100 SMS/, `A request has at most 100 recipients (${SHEET}, section 16.2).`],
	[/^Too Many Attempts/, `The number of requests a minute is limited (${SHEET}, section 16.1).`],
	[/field is required/, "The required parameters of the vendor's page must be there."],
];

/** Why an answer is a refusal: `status` is error (vendor document); undefined where it is none. */
export function refusalIn(answer: VendorAnswer): RefusalReason | undefined {
	if (textInJson(answer.body, 'status') !== 'error') return reasonInStatus(answer);
	return reasonFor(textInJson(answer.body, 'message') ?? '', RULES);
}
