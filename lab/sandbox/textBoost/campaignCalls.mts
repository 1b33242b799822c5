import { Exception, Refused, success } from './answers.mts';
import { jsonTime, timeForPeople } from './dates.mts';
import { complain, missing, textOf } from './input.mts';
import type { MessageType, NewMessage, Owner } from './messages.mts';
import { MESSAGE_TYPES } from './messages.mts';
import { invalidType, readDueTime, STORED } from './sendCalls.mts';
import { noteSender } from './sendNotes.mts';
import { zoneOf } from './settings.mts';
import type { Campaign, Handler, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** How often a host's cron comes to campaigns that wait (inferred: Laravel's runs every minute). */
const QUEUE_MS = 60_000;

/** A campaign to store. */
export interface NewCampaign {
	owner: Owner;
	text: string;
	groupUids?: readonly string[];
	senderId?: string;
	type?: MessageType;
	dueAt?: Date | null;
	dltTemplateId?: string;
}

/** Stores a campaign, whose SMS go out when the host's queue comes to it. */
export function storeCampaign(state: TextBoostState, campaign: NewCampaign): Campaign {
	const { campaigns, clock, contacts, jobs } = state;
	const { dltTemplateId, dueAt = null, groupUids = [], owner, text, type = 'plain' } = campaign;
	const createdAt = clock.now();
	const recipients = contacts.contacts.filter(({ groupUid }) => groupUids.includes(groupUid));
	const stored: Campaign = {
		id: (campaigns.at(-1)?.id ?? 0) + 1,
		uid: state.newUid(),
		name: `API_${Math.floor(createdAt.getTime() / 1000)}`,
		owner,
		groupUids,
		senderId: campaign.senderId ?? '',
		text,
		type,
		dueAt,
		createdAt,
		recipients: recipients.length,
	};
	campaigns.push(stored);
	jobs.add({
		dueAt: dueAt ?? new Date(createdAt.getTime() + QUEUE_MS),
		messages: recipients.map(
			({ phone: number }): NewMessage => ({
				number,
				own: stored.senderId,
				text,
				type,
				owner,
				direction: 'outgoing',
				campaignUid: stored.uid,
				dltTemplateId,
			}),
		),
		endsAtError: false,
	});
	return stored;
}

/** The calls about campaigns (fact sheet 3.2 and 16.10; recorded: "campaign …"). Not in the vendor document. */
export function campaignCalls(state: TextBoostState) {
	const { campaigns, clock, contacts, messages, settings } = state;

	const isDone = ({ createdAt, dueAt }: Campaign) =>
		clock.now().getTime() >= (dueAt?.getTime() ?? createdAt.getTime() + QUEUE_MS);

	function statusOf(campaign: Campaign): string {
		if (isDone(campaign)) return 'done';
		return campaign.dueAt === null ? 'queued' : 'scheduled';
	}

	const campaignSend: Handler = (call) => {
		const { input } = call;
		complain(missing(input, ['contact_list_id', 'message']));
		noteSender(call);
		const written = textOf(input, 'type');
		const type = MESSAGE_TYPES.find((known) => known === (written ?? 'plain'));
		if (type === undefined) throw new Refused(invalidType(state));
		const time = textOf(input, 'schedule_time');
		const dueAt = time === null ? null : readDueTime(time, state);
		if (written === null) {
			call.note('A campaign without type is not documented');
			throw new Exception('php', 'Undefined array key "type"');
		}
		const groupUids = (textOf(input, 'contact_list_id') ?? '').split(',');
		const isOwn = (uid: string) => contacts.group(uid)?.owner === call.owner;
		if (!groupUids.every(isOwn)) throw new Refused('locale.campaign.invalid_group');
		if (!contacts.contacts.some(({ groupUid }) => groupUids.includes(groupUid))) {
			throw new Refused(
				'Valid phone number not found. Please insert at least one valid phone number',
			);
		}
		const senderId = textOf(input, 'sender_id');
		if (senderId === null) {
			// Read in a copy of the server.
			const sentence = 'array_filter(): Argument #1 ($array) must be of type array, null given';
			throw new Exception('php', sentence);
		}
		const stored = storeCampaign(state, {
			owner: call.owner,
			text: textOf(input, 'message') ?? '',
			groupUids,
			senderId,
			type,
			dueAt,
			dltTemplateId: textOf(input, 'dlt_template_id') ?? undefined,
		});
		return success(createdRow(stored), STORED);
	};

	/** Up to 3.12 it is the first campaign of the whole table (fact sheet 16.10). */
	function createdRow(stored: Campaign) {
		if (isSince(settings.version, '3.13.0')) {
			return {
				id: stored.id,
				uid: stored.uid,
				campaign_name: stored.name,
				status: statusOf(stored),
				message: stored.text,
				created_at: jsonTime(stored.createdAt),
				sms_type: stored.type,
			};
		}
		const [first = stored] = campaigns;
		return { uid: first.uid, campaign_name: first.name, status: statusOf(first) };
	}

	/** Anybody's campaign; its times are text for people, in two zones (recorded: "campaign get"). */
	const campaignView: Handler = ({ params: { uid = '' } }) => {
		const campaign = campaigns.find((candidate) => candidate.uid === uid);
		if (campaign === undefined) {
			throw new Exception('noRecord', `No query results for model [App\\Models\\Campaigns] ${uid}`);
		}
		const isNew = isSince(settings.version, '3.13.0');
		const startAt = campaign.dueAt ?? campaign.createdAt;
		const startsAt = timeForPeople(startAt, settings.serverZone);
		return success(
			{
				id: isNew ? campaign.id : uid,
				...(isNew && { uid }),
				name: campaign.name,
				message: campaign.text,
				status: statusOf(campaign),
				type: campaign.type,
				created_at: timeForPeople(campaign.createdAt, zoneOf(settings)),
				start_at: startsAt,
				// Only of one that is done (fact sheet 5.5).
				...(isDone(campaign) && { delivery_at: startsAt }),
				stats: countsOf(campaign),
			},
			'Campaign successfully retrieved',
		);
	};

	function countsOf({ uid }: Campaign): Record<string, number> {
		const statuses = messages
			.list()
			.filter(({ campaignUid }) => campaignUid === uid)
			.map(({ status }) => status);
		const named = [
			'Enroute',
			'Delivered',
			'Expired',
			'Undelivered',
			'Rejected',
			'Accepted',
			'Skipped',
		];
		const count = (name: string) => statuses.filter((status) => status === name).length;
		const counts = named.map((name): [string, number] => [
			`${name.toLowerCase()}_count`,
			count(name),
		]);
		const failed = statuses.filter((status) => !named.includes(status)).length;
		return { ...Object.fromEntries(counts), failed_count: failed };
	}

	return { campaignSend, campaignView };
}
