import { takesNothing } from './lists.mts';
import type { Method, SmstoolsState } from './state.mts';

/** The methods about the account (fact sheet 7, the vendor's clients and third parties). */
export function accountMethods({ account, settings }: SmstoolsState) {
	/** A good answer has the user's name; its shape is not documented. */
	const auth: Method = (request) => {
		takesNothing(request);
		return { status: 200, body: { username: account.username } };
	};

	/** The shape is not documented. */
	const balance: Method = (request) => {
		takesNothing(request);
		switch (settings.balanceAnswer) {
			case 'object':
				return { status: 200, body: { balance: account.credit.toFixed(2), currency: 'EUR' } };
			case 'number':
				return { status: 200, body: account.credit };
			case 'other':
				return { status: 200, body: { wallet: { amount: account.credit } } };
		}
	};

	/** A top-level array of `{ID, name}`. */
	const senderIds: Method = (request) => {
		takesNothing(request);
		return { status: 200, body: account.senders };
	};

	/** A top-level array of `{ID, username}`. */
	const subaccounts: Method = (request) => {
		takesNothing(request);
		return { status: 200, body: account.subaccounts };
	};

	return { auth, balance, senderIds, subaccounts };
}
