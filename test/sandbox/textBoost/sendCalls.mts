import { DateTime } from 'luxon';
import type { Answer } from './answers.mts';
import { laravelRefused, refused, success } from './answers.mts';
import { dateTime, oneOf, optional, readInput, required, senderId, text, url } from './input.mts';
import { messageRow, severalRow } from './messageRows.mts';
import type { Message, NewMessage } from './messages.mts';
import type { Handler, TextBoostState } from './state.mts';

/** Seen in one derivative; the vendor document has no limit (fact sheet 3.1). */
const MOST_RECIPIENTS = 100;

/** The zone of `schedule_time` where the account has none (inferred). */
const DEFAULT_ZONE = 'UTC';

/** Vendor document, voice. */
const LANGUAGES =
	'cy-gb, da-dk, de-de, el-gr, en-au, en-gb, en-gb-wls, en-in, en-us, es-es, es-mx, es-us, fr-ca, fr-fr, id-id, is-is, it-it, ja-jp, ko-kr, ms-my, nb-no, nl-nl, pl-pl, pt-br, pt-pt, ro-ro, ru-ru, sv-se, ta-in, th-th, tr-tr, vi-vn, zh-cn, zh-hk'.split(
		', ',
	);

/** The calls that send (vendor document, third part; campaigns: fact sheet 3.2). */
export function sendCalls(state: TextBoostState) {
	const { blockedNumbers, campaigns, clock, contacts, firstAnswers, messages, settings } = state;

	function readScheduleTime(value: string | undefined): Date | null {
		if (value === undefined) return null;
		const zone = settings.accountZone ?? DEFAULT_ZONE;
		return DateTime.fromFormat(value, 'yyyy-MM-dd HH:mm', { zone }).toJSDate();
	}

	/**
	 * One recipient (fact sheet 5.1). An answer of the gateway other than Delivered is a 403 with that word, although
	 * the message is there and may still go out (fact sheet 8, trap).
	 */
	function sendOne(message: NewMessage): Answer {
		const reason = blockedNumbers.get(message.number);
		if (reason !== undefined) throw refused(reason, 403);
		const status = firstAnswers.get(message.number) ?? 'Delivered';
		const stored = messages.send({ ...message, status });
		if (status !== 'Delivered') throw refused(status, 403);
		return success(messageRow(stored, settings), 'Your message was successfully delivered');
	}

	/** Several recipients: one that is refused has no row, and its reason stands in the sentence (fact sheet 5.2). */
	function sendSeveral(list: NewMessage[]): Answer {
		const rows: Message[] = [];
		const reasons: string[] = [];
		for (const message of list) {
			const reason = blockedNumbers.get(message.number);
			if (reason !== undefined) {
				reasons.push(`${message.number}: ${reason}`);
				continue;
			}
			const status = firstAnswers.get(message.number) ?? 'Delivered';
			rows.push(messages.send({ ...message, status }));
		}
		if (settings.severalAnswer === 'campaign') {
			const campaign = { uid: state.newUid(), campaign_name: 'API', status: 'queued' };
			return success(campaign, 'Your campaign was sent');
		}
		const sentence =
			reasons.length === 0 ? 'Your messages were successfully sent' : reasons.join(', ');
		return success(
			rows.map((row, index) => severalRow(row, index + 1)),
			sentence,
		);
	}

	/** Vendor document, `POST /sms/send`, whose fields depend on `type`. */
	const smsSend: Handler = ({ body, query }) => {
		readInput(query, {});
		const type = body.get('type');
		const common = {
			recipient: required(text),
			sender_id: required(senderId),
			type: required(oneOf(['plain', 'voice', 'mms'])),
			schedule_time: optional(dateTime('Y-m-d H:i')),
		};
		const input: Partial<Record<string, string>> =
			type === 'voice'
				? readInput(body, {
						...common,
						message: required(text),
						language: required(oneOf(LANGUAGES)),
						gender: required(oneOf(['male', 'female'])),
					})
				: type === 'mms'
					? readInput(body, { ...common, message: optional(text), media_url: required(url) })
					: readInput(body, {
							...common,
							message: required(text),
							dlt_template_id: optional(text),
						});

		// `+ ( ) -` and spaces are stripped, and a number that comes twice is dropped silently (fact sheet 3.1).
		const entries = (input.recipient ?? '').split(',').map((part) => part.replace(/[+()\s-]/g, ''));
		if (entries.some((number) => !/^\d{3,15}$/.test(number))) {
			throw refused('Invalid phone number', 403);
		}
		const numbers = [...new Set(entries)];
		// Only the plain message's document shows several (vendor document).
		if (numbers.length > 1 && type !== 'plain') throw refused('Invalid phone number', 403);
		if (numbers.length > MOST_RECIPIENTS) {
			throw refused('You cannot send more than 100 SMS in a single request.');
		}
		const list = numbers.map(
			(number): NewMessage => ({
				number,
				own: input.sender_id ?? '',
				text: input.message ?? '',
				type: type === 'voice' || type === 'mms' ? type : 'plain',
				mediaUrl: input.media_url,
				language: input.language,
				gender: input.gender,
				dltTemplateId: input.dlt_template_id,
			}),
		);
		const dueAt = readScheduleTime(input.schedule_time);
		if (dueAt !== null) {
			for (const message of list) messages.schedule({ ...message, dueAt });
			return success(null, 'Your message was successfully scheduled');
		}
		const [only] = list;
		return list.length === 1 && only !== undefined ? sendOne(only) : sendSeveral(list);
	};

	/** Fact sheet 3.2; the answer is 5.5. Not in the vendor document. */
	const campaignSend: Handler = ({ body, query }) => {
		requireCampaigns('sms/campaign');
		readInput(query, {});
		const input = readInput(body, {
			contact_list_id: required(text),
			sender_id: required(senderId),
			type: required(oneOf(['plain'])),
			message: required(text),
			schedule_time: optional(dateTime('Y-m-d H:i')),
			dlt_template_id: optional(text),
		});
		const groupUids = (input.contact_list_id ?? '').split(',');
		if (groupUids.some((uid) => contacts.group(uid) === undefined)) {
			throw refused('Contact group not found');
		}
		const recipients = contacts.contacts.filter(({ groupUid }) => groupUids.includes(groupUid));
		const dueAt = readScheduleTime(input.schedule_time);
		const campaign = {
			uid: state.newUid(),
			groupUids,
			senderId: input.sender_id ?? '',
			text: input.message ?? '',
			dueAt,
			createdAt: clock.now(),
			recipients: recipients.length,
		};
		campaigns.push(campaign);
		for (const { phone: number } of recipients) {
			const message = { number, own: campaign.senderId, text: campaign.text };
			if (dueAt === null) messages.send(message);
			else messages.schedule({ ...message, dueAt });
		}
		return success(
			{ uid: campaign.uid, campaign_name: 'API', status: 'queued' },
			'Campaign was successfully created',
		);
	};

	/** Fact sheet 5.5; its dates are text for people (fact sheet 7). */
	const campaignView: Handler = ({ params, body, query }) => {
		requireCampaigns(`campaign/${params.uid}/view`);
		readInput(body, {});
		readInput(query, {});
		const index = campaigns.findIndex(({ uid }) => uid === params.uid);
		const campaign = campaigns[index];
		if (campaign === undefined) throw refused('Campaign not found');
		const isDone = campaign.dueAt === null || campaign.dueAt <= clock.now();
		return success({
			id: index + 1,
			uid: campaign.uid,
			name: 'API',
			message: campaign.text,
			status: isDone ? 'done' : 'scheduled',
			type: 'plain',
			created_at: '30th Aug 25, 8:14 AM',
			stats: {
				enroute_count: 0,
				delivered_count: isDone ? campaign.recipients : 0,
				expired_count: 0,
				undelivered_count: 0,
				rejected_count: 0,
				accepted_count: 0,
				skipped_count: 0,
				failed_count: 0,
			},
		});
	};

	function requireCampaigns(route: string): void {
		if (!settings.campaigns) {
			throw laravelRefused(404, `The route api/v3/${route} could not be found.`);
		}
	}

	return { smsSend, campaignSend, campaignView };
}
