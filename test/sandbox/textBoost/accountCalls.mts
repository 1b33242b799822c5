import { success } from './answers.mts';
import { readInput } from './input.mts';
import type { Handler, TextBoostState } from './state.mts';

/** The calls about the account (vendor document, last part; answers: fact sheet 5.4). */
export function accountCalls(state: TextBoostState) {
	const { settings } = state;

	const balance: Handler = ({ body, query }) => {
		readInput(body, {});
		readInput(query, {});
		if (settings.balance !== null) return success({ [settings.balanceField]: settings.balance });
		switch (settings.balanceField) {
			case 'remaining_balance':
				return success({ remaining_balance: '₱1,234.50', expired_on: '29th Jan 27, 19:24' });
			case 'remaining_unit':
				return success({ remaining_unit: '980', expired_on: '29th Jan 27, 19:24' });
			case 'sms_credit_balance':
				return success({ sms_credit_balance: 42, expired_on: null });
		}
	};

	/** It returns the token of the account (fact sheet 5.4). */
	const me: Handler = ({ body, query }) => {
		readInput(body, {});
		readInput(query, {});
		return success({
			uid: '6065ecdc9184a',
			api_token: state.token,
			first_name: 'Ada',
			last_name: 'Lovelace',
			email: 'ada@example.com',
			locale: 'en',
			...(settings.accountZone !== null && { timezone: settings.accountZone }),
			last_access_at: null,
		});
	};

	return { balance, me };
}
