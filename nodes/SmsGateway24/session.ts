import { createHash } from 'crypto';
import type { Reading } from '../shared/failure';
import type { Account } from './account';

/**
 * Tokens of this process, under a hash of the account that they belong to, so that all items and
 * later runs share one log-in. Nothing of it is stored.
 */
const tokens = new Map<string, Promise<Reading<string>>>();

/**
 * Runs a request with the session token of an account that logs in with email and password. When
 * SmsGateway24 refuses the credential, one new token is fetched and the request made once more:
 * a refused request did nothing.
 *
 * n8n's own `preAuthentication` renews a token only after HTTP 401, which this vendor does not
 * answer (fact sheet, section 1).
 */
export async function withSession<T>(
	account: Account,
	logIn: () => Promise<Reading<string>>,
	request: (token: string) => Promise<Reading<T>>,
): Promise<Reading<T>> {
	const key = keyOf(account);
	const session = tokenFor(key, logIn);
	const token = await session;
	if (!token.ok) return token;
	const reading = await request(token.value);
	if (reading.ok || reading.failure.cause !== 'credential-invalid') return reading;

	// Of many requests that were refused with the same token, the first one renews it for all.
	if (tokens.get(key) === session) tokens.delete(key);
	const renewed = await tokenFor(key, logIn);
	return renewed.ok ? await request(renewed.value) : renewed;
}

function tokenFor(key: string, logIn: () => Promise<Reading<string>>): Promise<Reading<string>> {
	const known = tokens.get(key);
	if (known) return known;
	const session = logIn().then((token) => {
		if (!token.ok) tokens.delete(key);
		return token;
	});
	tokens.set(key, session);
	return session;
}

function keyOf({ baseUrl, login }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, login?.email, login?.password]))
		.digest('hex');
}
