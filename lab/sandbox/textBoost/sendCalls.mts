import { isMagicRefusal } from '../magicRefusals.mts';
import type { Answer } from './answers.mts';
import { Exception, Refused, success } from './answers.mts';
import { readScheduleTime } from './dates.mts';
import { complain, isFilled, missing, textOf } from './input.mts';
import { sentRow, severalRow } from './messageRows.mts';
import type { Message, MessageType, NewMessage } from './messages.mts';
import { MESSAGE_TYPES } from './messages.mts';
import { isTaken, priceOf } from './operator.mts';
import { complaintAbout, countryComplaint, stripNumber } from './phoneNumbers.mts';
import { noteSend } from './sendNotes.mts';
import { zoneOf } from './settings.mts';
import { needsUnicode } from './smsParts.mts';
import type { Call, Handler, TextBoostState } from './state.mts';
import { charge } from './state.mts';
import { isSince } from './versions.mts';

/** Recorded: "send to 101". */
const MOST_RECIPIENTS = 100;

/** Recorded: "send to two" of 3.1.0, "campaign create". */
export const STORED =
	'Your campaign successfully store and is being produced in the background. Track the process in the Reports -> Campaigns Menu';

/** Also where the SMS went out at once (fact sheet 16.14). */
const SCHEDULED = 'Message is scheduled successfully.';

/** The call that sends (vendor document, third part; recorded: "send …", "scheduled …", "voice", "mms"). */
export function sendCalls(state: TextBoostState) {
	const { blockedNumbers, clock, jobs, operator, settings } = state;

	/** Why the host hands no SMS to a number over; undefined where it does. */
	function blockReason(number: string): string | undefined {
		if (isMagicRefusal(number, 'refused')) return `${number} is a invalid phone number`;
		// Fact sheet 18.5.
		if (isMagicRefusal(number, 'optedOut')) return 'Number contains in the blacklist';
		return blockedNumbers.get(number);
	}

	/** A send that the host refuses, or the operator (fact sheet 16.1). */
	const refusedSend = (message: string) =>
		new Refused(message, isSince(settings.version, '3.8.0') ? 403 : 404);

	/** @throws Refused where the host's sending servers cannot send this */
	function requireServer(type: MessageType): void {
		if (settings.smsTypes.includes(type)) return;
		throw refusedSend(
			isSince(settings.version, '3.9')
				? 'No sending server available for your subscribed plan'
				: `Your sending server is not capable to send ${type.toUpperCase()} sms`,
		);
	}

	/** The sentences of fact sheet 16.2 on money, whose ends were read in a copy of the server. @throws Refused */
	function requireCredit(price: number): void {
		const { credit } = settings.account;
		if (credit === -1 || (credit > 0 && price <= credit)) return;
		throw refusedSend(
			credit === 0
				? 'You have exceeded your sending limit.'
				: `There is not enough balance available to send this message.You have ${credit} of the ${price}`,
		);
	}

	/**
	 * One recipient. The SMS is out and stored before a response from the operator other than "Delivered" becomes a refusal
	 * (fact sheet 16.2; recorded: "send, the gateway refuses").
	 */
	function sendOne(message: NewMessage): Answer {
		const number = stripNumber(message.number);
		const complaint = countryComplaint(number) ?? complaintAbout(number) ?? blockReason(number);
		if (complaint !== undefined) throw refusedSend(complaint);
		requireCredit(priceOf(message));
		const row = operator.send({ ...message, number });
		if (settings.phpErrorAfterSend !== null) throw new Exception('php', settings.phpErrorAfterSend);
		if (!isTaken(row)) throw refusedSend(row.status);
		charge(settings, row.cost);
		return success(sentRow(row, state), 'Your message was successfully delivered');
	}

	/** The SMS that can go out, and what is wrong with the other numbers, in their order. */
	function sift(list: readonly NewMessage[]) {
		const good: NewMessage[] = [];
		const complaints: string[] = [];
		for (const message of list) {
			const number = stripNumber(message.number);
			const complaint = complaintAbout(number) ?? countryComplaint(number) ?? blockReason(number);
			if (complaint === undefined) good.push({ ...message, number });
			else complaints.push(complaint);
		}
		return { good, complaints };
	}

	/**
	 * Several recipients, from 3.8.0 on: one that is refused has no row, and its reason is in the sentence of a
	 * success (recorded: "send to two, one bad"). An error on the way is a refusal although SMS are out (recorded: "send
	 * to three, the server breaks at the last").
	 */
	function sendSeveral(list: readonly NewMessage[], dueAt: Date | null): Answer {
		if (list.length > MOST_RECIPIENTS) {
			throw refusedSend('You cannot send more than 100 SMS in a single request.');
		}
		const { good, complaints } = sift(list);
		const price = good.reduce((sum, message) => sum + priceOf(message), 0);
		requireCredit(price);
		// Before they go out, also where they are scheduled (recorded: the balances before and after).
		charge(settings, price);
		const sentence = complaints.length === 0 ? SCHEDULED : complaints.join(' ');
		if (dueAt !== null) {
			for (const message of good) jobs.add({ dueAt, messages: [message], endsAtError: false });
			return success(null, sentence);
		}
		const rows: Message[] = [];
		try {
			for (const message of good) {
				const row = operator.send(message);
				rows.push(row);
				if (!isTaken(row)) charge(settings, -priceOf(message));
			}
			if (settings.phpErrorAfterSend !== null) {
				throw new Exception('php', settings.phpErrorAfterSend);
			}
		} catch (error) {
			if (error instanceof Exception) throw refusedSend(error.message);
			throw error;
		}
		return success(
			rows.map((row) => severalRow(row, state)),
			sentence,
		);
	}

	/**
	 * Several recipients or a time, in 3.1.0: a campaign without a uid, in which a number comes as often as it was given
	 * and a bad one silently does not (recorded: "send to one number twice", "send, all bad").
	 */
	function sendInBackground(list: readonly NewMessage[], dueAt: Date | null): Answer {
		const messages = sift(list).good.map(
			(message): NewMessage => ({ ...message, direction: 'outgoing' }),
		);
		const isDelayed = dueAt !== null && settings.delayedWork === 'onTime';
		charge(
			settings,
			messages.reduce((sum, message) => sum + priceOf(message), 0),
		);
		jobs.add({ dueAt: isDelayed ? dueAt : clock.now(), messages, endsAtError: true });
		jobs.run();
		return success(null, STORED);
	}

	/** @throws Refused for a type or a parameter of the type that the server does not know */
	function readType(call: Call): MessageType {
		const { input } = call;
		const isOld = !isSince(settings.version, '3.8.0');
		const text = textOf(input, 'message') ?? '';
		const isSwitched = isSince(settings.version, '3.9') && needsUnicode(text);
		const asked = isSwitched ? 'unicode' : (textOf(input, 'type') ?? 'plain');
		const type = MESSAGE_TYPES.find((known) => known === asked);
		if (type === undefined || (isOld && (type === 'viber' || type === 'otp'))) {
			throw new Refused(invalidType(state));
		}
		const status = isOld ? 200 : 404;
		if (type === 'voice' && !(isFilled(input, 'gender') && isFilled(input, 'language'))) {
			throw new Refused('Language and gender parameters are required', status);
		}
		if (type === 'mms') {
			const address = textOf(input, 'media_url');
			if (address === null) throw new Refused('media_url parameter is required', status);
			// Read in a copy of the server.
			if (!URL.canParse(address)) throw new Refused('Valid media url is required.', status);
		}
		return type;
	}

	/** Vendor document, `POST /sms/send`. */
	const smsSend: Handler = (call) => {
		const { input } = call;
		complain(missing(input, ['recipient', 'message']));
		noteSend(call);
		const type = readType(call);
		const time = textOf(input, 'schedule_time');
		const dueAt = time === null ? null : readDueTime(time, state);
		if (call.prefix === 'http' && settings.version === '3.8.0') {
			// Recorded: "http: send".
			throw new Exception('php', 'Undefined array key "user"');
		}
		requireServer(type);
		const optional = (name: string, ...types: readonly MessageType[]) =>
			types.includes(type) ? (textOf(input, name) ?? undefined) : undefined;
		const toNumber = (number: string): NewMessage => ({
			number,
			own: textOf(input, 'sender_id') ?? '',
			text: textOf(input, 'message') ?? '',
			type,
			owner: call.owner,
			mediaUrl: optional('media_url', 'mms', 'whatsapp', 'viber'),
			language: optional('language', 'voice'),
			gender: optional('gender', 'voice'),
			dltTemplateId: optional('dlt_template_id', ...MESSAGE_TYPES),
		});
		const recipient = textOf(input, 'recipient') ?? '';
		const numbers = recipient.split(',');
		if (!isSince(settings.version, '3.8.0')) {
			const isPlain = numbers.length === 1 && dueAt === null;
			return isPlain
				? sendOne(toNumber(recipient))
				: sendInBackground(numbers.map(toNumber), dueAt);
		}
		// From 3.8.0 on, the time of an SMS to one number is not read (fact sheet 16.3).
		if (numbers.length === 1) return sendOne(toNumber(recipient));
		// Compared as they are written (read in a copy of the server).
		return sendSeveral([...new Set(numbers)].map(toNumber), dueAt);
	};

	return { smsSend };
}

/** The instant of a `schedule_time`. @throws Exception for what is no time */
export function readDueTime(written: string, { clock, settings }: TextBoostState): Date {
	const time = readScheduleTime(written, zoneOf(settings));
	const now = clock.now();
	return time < now ? now : time;
}

/** Recorded: "send, bad type". */
export function invalidType({ settings }: TextBoostState): string {
	const names = isSince(settings.version, '3.8.0')
		? 'plain, unicode, voice, mms, viber, OTP and whatsapp'
		: 'plain, unicode, voice, mms, and whatsapp';
	return `Please insert valid sms type called ${names}.`;
}
