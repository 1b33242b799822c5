import type { Account } from '../../account';
import { otherBaseUrl } from '../../baseUrl';

/** Campaigns came with a newer version of the server (fact sheet, section 2). */
export function noCampaigns(account: Account): { message: string; advice: string } {
	return {
		message: `This host has no campaigns under its Base URL. They came with a newer version of the server; they may also stand under ${otherBaseUrl(account.baseUrl)}.`,
		advice: 'Use SMS > Send Many instead, with the numbers of Contact > Get Many.',
	};
}
