import { randomBytes } from 'node:crypto';
import { Refusal } from '../requestParameters.mts';
import type { SmsGateway24Settings } from './settings.mts';

/** One customer of the gateway. */
export interface Account {
	readonly email: string;
	readonly password: string;
	/** The only token that is valid now; null when none is. It belongs to the account (fact sheet 1). */
	token: string | null;
}

export interface Accounts {
	/** @throws Error when there is an account with this address */
	add(account: Account): void;
	/** The account of a token. @throws Refusal when the token is not valid (text inferred) */
	byToken(token: string): Account;
	/** The account of this e-mail address and password. @throws Refusal with the text of vendor document 1 */
	byPassword(email: string, password: string): Account;
	/** The token that a log-in gives: the valid one, or a new one where the settings ask for it or none is valid. */
	giveToken(account: Account): string;
	/** Ends the account's token, and returns the new one that is valid from now on. */
	rotateToken(email: string): string;
	/** Ends the tokens of all accounts; the next log-in gives a new one. */
	expireTokens(): void;
}

/** Makes the list of accounts, empty at first. */
export function createAccounts(settings: SmsGateway24Settings): Accounts {
	const accounts: Account[] = [];
	return {
		add(account) {
			if (accounts.some(({ email }) => email === account.email)) {
				throw new Error(`There is an account ${account.email} already`);
			}
			accounts.push({ ...account });
		},
		byToken(token) {
			const found = accounts.find((account) => account.token === token);
			if (found === undefined) throw new Refusal('Token is not valid');
			return found;
		},
		byPassword(email, password) {
			const found = accounts.find(
				(account) => account.email === email && account.password === password,
			);
			if (found === undefined) throw new Refusal('Login or password incorrect');
			return found;
		},
		giveToken(account) {
			if (account.token === null || !settings.sameTokenEachTime) account.token = newToken();
			return account.token;
		},
		rotateToken(email) {
			const found = accounts.find((account) => account.email === email);
			if (found === undefined) throw new Error(`There is no account ${email}`);
			found.token = newToken();
			return found.token;
		},
		expireTokens() {
			for (const account of accounts) account.token = null;
		},
	};
}

function newToken(): string {
	return randomBytes(16).toString('hex');
}
