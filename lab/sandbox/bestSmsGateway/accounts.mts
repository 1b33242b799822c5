import { areSame, numberIn } from './database.mts';
import { isNumeric } from './php.mts';
import { CodedRefusal } from './refusal.mts';

/** One sub-account (vendor document, `account_info`). */
export interface Account {
	/** Number of the user that it belongs to. */
	readonly userId: number;
	readonly id: number;
	/** The bare name; requests have the user's number in front, such as `001_mysub1` (fact sheet 1). */
	readonly name: string;
	readonly password: string;
	enabled: boolean;
	/** In units. */
	balance: number;
	readonly dialCode: string;
	/** Hours, such as `1`. */
	timezoneOffset: string;
	readonly senderId: string;
	/** The day of the last mail about a low balance, `YYYY-MM-DD`; of a new account the day that it was made (inferred). */
	lastNotified: string;
	/** Whether it sends nothing because its reseller has no surety (fact sheet 2). */
	owesSurety: boolean;
}

export interface Accounts {
	readonly all: readonly Account[];
	add: (account: Account) => void;
	/** The account of this login. @throws CodedRefusal with code 4 or 5 and `auth_error` (fact sheet 1) */
	logIn: (subAccount: string, password: string) => Account;
	/** Takes units from a balance; fewer than none are given back. */
	charge: (id: number, units: number) => void;
}

/** The name by which requests call an account: the user's number in at least three digits, and its name. */
export function loginOf({ userId, name }: Pick<Account, 'userId' | 'name'>): string {
	return `${String(userId).padStart(3, '0')}_${name}`;
}

/** Makes the list of sub-accounts, empty at first. */
export function createAccounts(): Accounts {
	const all: Account[] = [];
	return {
		all,
		add(account) {
			if (all.some((other) => areSame(loginOf(other), loginOf(account)))) {
				throw new Error(`There is a sub-account ${loginOf(account)} already`);
			}
			all.push(account);
		},
		logIn(subAccount, password) {
			const [user = '', name = '', ...more] = subAccount.split('_');
			const isLogin = isNumeric(user) && subAccount.includes('_') && more.length === 0;
			const found = all.find(
				(account) =>
					isLogin &&
					account.userId === numberIn(user) &&
					areSame(account.name, name) &&
					areSame(account.password, password),
			);
			if (found === undefined) throw new CodedRefusal(4, undefined, { auth_error: 1 });
			if (!found.enabled) throw new CodedRefusal(5, undefined, { auth_error: 1 });
			return found;
		},
		charge(id, units) {
			const account = all.find((one) => one.id === id);
			if (account !== undefined) account.balance -= units;
		},
	};
}
