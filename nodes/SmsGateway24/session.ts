import { createHash } from 'crypto';
import type { Reading } from '../shared/failure';
import type { Account } from './account';

/** A log-in that is under way or done. */
interface Session {
	token: Promise<Reading<string>>;
	/** When the log-in began, in milliseconds since 1970. */
	since: number;
	/** Whether SmsGateway24 has taken its token. */
	isProven: boolean;
}

/** A token that is refused so soon after its log-in would only be followed by the same one. */
const RENEWAL_INTERVAL_MS = 60_000;

/**
 * Sessions of this process, under a hash of the account that they belong to, so that all items and
 * later runs share one log-in. Nothing of it is stored.
 */
const sessions = new Map<string, Session>();

/**
 * Runs a request with the session token of an account that logs in with email and password. When
 * SmsGateway24 refuses a token that it took before, one new token is fetched and the request made
 * once more: a refused request did nothing.
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
	const { session, token } = await tokenFor(key, logIn);
	if (!token.ok) return token;
	const reading = await request(token.value);
	if (!isRefused(reading)) {
		session.isProven = true;
		return reading;
	}
	if (!session.isProven && Date.now() - session.since < RENEWAL_INTERVAL_MS) return reading;

	// Of many requests that were refused with the same token, the first one renews it for all.
	if (sessions.get(key) === session) sessions.delete(key);
	const renewed = await tokenFor(key, logIn);
	if (!renewed.token.ok) return renewed.token;
	const repeated = await request(renewed.token.value);
	renewed.session.isProven ||= !isRefused(repeated);
	return repeated;
}

async function tokenFor(
	key: string,
	logIn: () => Promise<Reading<string>>,
): Promise<{ session: Session; token: Reading<string> }> {
	const shared = sessions.get(key);
	if (shared) {
		const token = await shared.token;
		// What stopped somebody else's log-in, such as their time-out, need not stop this one.
		if (token.ok || isRefused(token)) return { session: shared, token };
	}
	const session = sessions.get(key) ?? startSession(key, logIn);
	return { session, token: await session.token };
}

function startSession(key: string, logIn: () => Promise<Reading<string>>): Session {
	const session: Session = { token: logIn(), since: Date.now(), isProven: false };
	sessions.set(key, session);
	const forget = () => {
		if (sessions.get(key) === session) sessions.delete(key);
	};
	session.token.then((token) => token.ok || forget(), forget);
	return session;
}

function isRefused(reading: Reading<unknown>): boolean {
	return !reading.ok && reading.failure.cause === 'credential-invalid';
}

function keyOf({ baseUrl, login }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, login?.email, login?.password]))
		.digest('hex');
}
