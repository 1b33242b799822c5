import { Exception, success } from './answers.mts';
import { jsonTime, timeForPeople } from './dates.mts';
import type { Owner } from './messages.mts';
import type { Account } from './settings.mts';
import { zoneOf } from './settings.mts';
import type { Call, Handler, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** Somebody else at the same host, who never made a token (fact sheet 16.6). */
const STRANGER: Account = {
	uid: '6065ecdc91800',
	firstName: 'Some',
	lastName: 'Stranger',
	email: 'stranger@example.com',
	locale: 'en',
	lastAccessAt: new Date('2026-01-01T00:00:00Z'),
	planEndsAt: new Date('2027-01-01T00:00:00Z'),
	credit: 777,
};

/** The calls about the account (vendor document, last part; recorded: "profile", "balance"). */
export function accountCalls(state: TextBoostState) {
	const { settings } = state;

	const accountOf = (owner: Owner): Account => (owner === 'own' ? settings.account : STRANGER);

	/** v3 prints times in the account's zone, http in the server's (recorded: "http: balance with api_token …"). */
	const printedIn = ({ prefix }: Call): string =>
		prefix === 'http' ? settings.serverZone : zoneOf(settings);

	const balance: Handler = (call) => {
		const { credit, planEndsAt } = accountOf(call.owner);
		if (settings.balanceField !== null) {
			return success(balanceElsewhere(settings.balanceField, settings.balance));
		}
		const isMoney = isSince(settings.version, '3.8.0');
		const amount = credit.toLocaleString('en-US');
		// "Unlimited" (fact sheet 16.13).
		const left = credit === -1 ? 'Unlimited' : isMoney ? `$${amount}` : amount;
		return success({
			[isMoney ? 'remaining_balance' : 'remaining_unit']: settings.balance ?? left,
			expired_on: timeForPeople(planEndsAt, printedIn(call)),
		});
	};

	/** It returns the token of the account (fact sheet 5.4). */
	const me: Handler = (call) => {
		if (settings.neverLoggedIn) {
			throw new Exception('php', 'Call to a member function timezone() on null');
		}
		const { uid, firstName, lastName, email, locale, lastAccessAt } = accountOf(call.owner);
		const isRaw = isSince(settings.version, '3.9');
		return success({
			uid,
			api_token: call.owner === 'own' ? state.token : null,
			first_name: firstName,
			last_name: lastName,
			email,
			locale,
			timezone: settings.accountZone,
			last_access_at: isRaw ? jsonTime(lastAccessAt) : timeForPeople(lastAccessAt, printedIn(call)),
		});
	};

	return { balance, me };
}

/** The balance in the style of a host that has changed it (fact sheet 5.4). */
function balanceElsewhere(
	field: 'remaining_balance' | 'remaining_unit' | 'sms_credit_balance',
	balance: string | number | null,
) {
	const examples = {
		remaining_balance: '₱1,234.50',
		remaining_unit: '980',
		sms_credit_balance: 42,
	};
	const expiredOn = field === 'sms_credit_balance' ? null : '29th Jan 27, 19:24';
	return { [field]: balance ?? examples[field], expired_on: expiredOn };
}
