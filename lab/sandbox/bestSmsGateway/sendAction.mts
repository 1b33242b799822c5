import trim from 'lodash/trim.js';
import type { Account } from './accounts.mts';
import { isHeld } from './hold.mts';
import type { NewMessage } from './messages.mts';
import { pagesOf } from './messages.mts';
import { unitsPerPage } from './numbers.mts';
import type { Parameters } from './parameters.mts';
import { asText, isEmpty, isNumeric } from './php.mts';
import type { Recipient } from './recipients.mts';
import { recipientsOf } from './recipients.mts';
import { CodedRefusal } from './refusal.mts';
import type { Action, BestSmsGatewayState, Json } from './state.mts';
import { secondsNow } from './state.mts';
import { readTime } from './times.mts';
import { SERVER_ZONE, serverDay, zoneOfOffset } from './zones.mts';

/** Recipients per request (fact sheet 2). */
const MOST_RECIPIENTS = 5000;

/** Up to this many are handed over within the request; more wait for the dispatcher (fact sheet 2). */
const MOST_AT_ONCE = 1000;

/** A balance below it is told by mail, once a day (fact sheet 2). */
const LOW_BALANCE = 100;

const ON_HOLD =
	'Message currently on hold, and will be dispatched for delivery, once your account has been verified.';

/** `send_sms` (vendor document; fact sheet 2). Refusals come in the order of the source. */
export function sendAction(state: BestSmsGatewayState): Action {
	const { accounts, clock, messages, settings } = state;

	return async (parameters, account) => {
		check(parameters);
		const recipients = recipientsOf(state, parameters, account);
		if (recipients.length > MOST_RECIPIENTS) {
			throw new CodedRefusal(
				11,
				`You can not dispatch SMS to more than 5,000 recipients at once. (You are sending to ${recipients.length} recipients)`,
			);
		}
		if (account.owesSurety) {
			throw new CodedRefusal(11, 'The surety units for this reseller account is empty');
		}
		notifyOfLowBalance(account);
		return await send(parameters, account, recipients);
	};

	/** @throws CodedRefusal for a parameter that is missing or that cannot be read (recorded: "send no rec" and others) */
	function check(parameters: Parameters): void {
		if (['recipients', 'contact_groups', 'contacts'].every((n) => isEmpty(parameters.get(n)))) {
			throw new CodedRefusal(7, 'recipients not supplied');
		}
		if (parameters.text('message') === '') throw new CodedRefusal(7, 'message not supplied');
		// These two are refused when they are blank, too.
		if (parameters.has('default_dial_code')) {
			const dialCode = asText(parameters.get('default_dial_code'));
			if (!isNumeric(trim(dialCode, '+'))) {
				throw new CodedRefusal(8, 'Invalid default dial-code, use the format: +000');
			}
		}
		if (parameters.has('timezone_offset')) {
			const offset = asText(parameters.get('timezone_offset'));
			if (!/^[-+]?\d{1,2}(:\d{1,2})?$/.test(offset)) {
				throw new CodedRefusal(8, 'Invalid time zone offset format.');
			}
		}
		const sendAt = parameters.text('send_at');
		if (sendAt !== '' && readTime(sendAt, SERVER_ZONE, clock.now()) === undefined) {
			throw new CodedRefusal(8, 'Invalid scheduled date_time format.');
		}
	}

	function notifyOfLowBalance(account: Account): void {
		if (account.balance < LOW_BALANCE) account.lastNotified = serverDay(clock.now());
	}

	async function send(
		parameters: Parameters,
		account: Account,
		recipients: readonly Recipient[],
	): Promise<Json> {
		const now = secondsNow(state);
		const offset = parameters.has('timezone_offset')
			? asText(parameters.get('timezone_offset'))
			: account.timezoneOffset;
		const zone = zoneOfOffset(offset) ?? SERVER_ZONE;
		const secondsOf = (time: string) => readTime(time, zone, clock.now()) ?? 0;
		const sendAt = parameters.text('send_at');
		const scheduled = Math.max(now, sendAt === '' ? now : secondsOf(sendAt));
		const isQueued = scheduled > now || recipients.length > MOST_AT_ONCE;
		const message = parameters.text('message');
		const isOnHold = isHeld(message, recipients.length, settings);
		const isUnicode = parameters.text('unicode') !== '';
		const common = {
			accountId: account.id,
			userId: account.userId,
			// The second is all that tells one send from another (fact sheet 12.2).
			batchId: `${account.userId}_${account.id}_${now}`,
			submitted: now,
			sender: parameters.text('sender_id') || account.senderId,
			// Anything but 0 is 1 (recorded: "send type 5").
			type: flagOf(parameters, 'type'),
			unicode: flagOf(parameters, 'unicode'),
			route: flagOf(parameters, 'route'),
			locked: isOnHold || !isQueued,
		};
		const list = recipients.map((recipient): NewMessage => {
			const text = filled(recipient.message || message, recipient);
			const pages = pagesOf(text, isUnicode);
			return {
				...common,
				recipient: recipient.number,
				text,
				// A time that cannot be read is the beginning of 1970 (source).
				scheduled: recipient.time === '' ? scheduled : secondsOf(recipient.time),
				pages,
				units: pages * unitsPerPage(recipient.number),
				extraData: recipient.extraData,
			};
		});
		const units = list.reduce((sum, one) => sum + one.units, 0);
		if (account.balance < units) throw new CodedRefusal(11, 'Insufficient SMS credit');
		accounts.charge(account.id, units);
		messages.add(list);
		// Charged and stored even so (fact sheet 12.4).
		if (isOnHold) throw new CodedRefusal(11, ON_HOLD);
		if (!isQueued && (await messages.dispatch(common.batchId)) === 'acceptedNone') {
			throw new CodedRefusal(11, 'Message could not be sent to any recipient');
		}
		return { batch_id: common.batchId, total: list.length };
	}
}

function flagOf(parameters: Parameters, name: string): number {
	return parameters.text(name) === '' ? 0 : 1;
}

/** A text with the words in brackets that stand for something, in either case; also what one puts in for another. */
function filled(text: string, { placeholders }: Recipient): string {
	return Object.entries(placeholders).reduce(
		(soFar, [name, value]) => soFar.replace(new RegExp(`\\[${name}\\]`, 'gi'), () => value),
		text,
	);
}
