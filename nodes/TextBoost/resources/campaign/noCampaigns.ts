import type { Account } from '../../account';
import { otherBaseUrl } from '../../baseUrl';

/** Campaigns came with a newer version of the server (fact sheet, section 2). */
export function noCampaigns(account: Account): { message: string; advice: string } {
	return {
		message: `This host has no campaigns under its Base URL. They need a newer version of the server, or may be under ${otherBaseUrl(account.baseUrl)}.`,
		advice: 'Use SMS > Send Many instead, with the numbers of Contact > Get Many.',
	};
}
