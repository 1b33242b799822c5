import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { TextBoost } from '../../lab/sandbox/textBoost.mts';
import type { TextBoostSettings } from '../../lab/sandbox/textBoost/settings.mts';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { setUpHost } from '../recorded/textBoostHosts.mts';
import type { RecordedRow } from './recordings.mts';
import { answerOf, fieldOf, isKeptForLater, RECORDED_SENDS } from './recordings.mts';
import { byId } from './setup.mts';

/** A send, and what happens at the host. */
export interface SendCase {
	name: string;
	/** Default: one number that nothing happens to. */
	to?: string;
	/** Default: a send to each number of the item. */
	operation?: 'send' | 'sendMany' | 'sendVoice' | 'sendMms' | 'createCampaign';
	fields?: INodeParameters;
	items?: IDataObject[];
	settings?: Partial<TextBoostSettings>;
	/** Makes the host ready; the fields that come of it, if any. */
	arrange?: (server: TextBoost) => INodeParameters | void;
	credential?: (server: Sandbox['textBoost']) => RunOptions['credential'];
	/** The versions on which the host does this. Default: all. */
	versions?: readonly TextBoostVersion[];
	/** How many SMS the operator has in the end, or will have when they are due. */
	gets: number | ((version: TextBoostVersion) => number);
}

/** Recorded sends that no field of the node can make, with the reason. */
export const NOT_MADE: Readonly<Record<string, string>> = {
	'send, no type': 'The node always says the type.',
	'send, bad type': 'The node has the documented types only.',
	'voice, no language': 'Language and Voice always have a value.',
	'campaign create, no type': 'The node always says the type.',
};

/** Recorded sends of which the operator has another number of SMS when the node makes them, with the reason. */
export const MADE_OTHERWISE: Readonly<Record<string, { gets: number; why: string }>> = {
	'send, no sender': { gets: 0, why: 'The node requires From.' },
	'send, unicode': { gets: 1, why: 'The node sends every text as plain.' },
	'send to 101': {
		gets: 101,
		why: 'The node makes two requests of it, here to numbers that nothing happens to.',
	},
	'send to one number twice': { gets: 1, why: 'The node sends to each number once.' },
};

const NUMBERS_101 = '={{ Array.from({ length: 101 }, (_, i) => String(33612340000 + i)) }}';
const EMPTY = '={{ "" }}';

function caseOf(row: RecordedRow): SendCase {
	const { name, version } = row;
	const recipient = fieldOf(row, 'recipient') ?? EMPTY;
	const isWrong = row.token === 'wrong' || fieldOf(row, 'api_token') === '9|x';
	const isUnderHttp = row.path.startsWith('/api/http/');
	const time = fieldOf(row, 'schedule_time');
	const group = fieldOf(row, 'contact_list_id');
	return {
		name,
		versions: [version],
		operation: operationOf(row),
		to: recipient === '101 numbers' ? NUMBERS_101 : recipient.split(',').join(', '),
		fields: {
			from: fieldOf(row, 'sender_id') ?? EMPTY,
			message: fieldOf(row, 'message') ?? EMPTY,
			...(fieldOf(row, 'type') === 'mms' && { mediaUrl: fieldOf(row, 'media_url') ?? EMPTY }),
			...(time !== undefined && {
				// The recorded time will be over one day.
				additionalFields: { sendAt: time === 'never' ? time : '2090-01-01T10:00:00Z' },
			}),
		},
		arrange: (server) => {
			setUpHost(server, version);
			return group === undefined ? undefined : { groupId: byId(groupFor(group, server)) };
		},
		credential: ({ httpBaseUrl }) => ({
			...(isWrong && { apiToken: '9|wrong' }),
			...(isUnderHttp && { baseUrl: httpBaseUrl }),
		}),
		gets: MADE_OTHERWISE[name]?.gets ?? smsOf(row),
	};
}

function operationOf(row: RecordedRow): SendCase['operation'] {
	if (row.path.endsWith('/campaign')) return 'createCampaign';
	const operations = { voice: 'sendVoice', mms: 'sendMms' } as const;
	const type = fieldOf(row, 'type');
	return type === 'voice' || type === 'mms' ? operations[type] : 'send';
}

/** How many contacts the recorded groups have here, by the name that stands for their id. */
const CONTACTS = new Map([
	['{group}', 1],
	['{group2}', 0],
]);

/** The group that a name in braces stands for, made again, or the id itself, which the host does not have. */
function groupFor(group: string, server: TextBoost): string {
	const contacts = CONTACTS.get(group);
	return contacts === undefined ? group : server.seedGroup('Recorded', contacts);
}

/** How many SMS the operator got, or was to get later: then one for each contact or number. */
function smsOf(row: RecordedRow): number {
	const group = fieldOf(row, 'contact_list_id');
	if (group !== undefined) {
		return answerOf(row).status === 'success' ? (CONTACTS.get(group) ?? 0) : 0;
	}
	if (!isKeptForLater(row)) return row.smsHandedToTheOperator ?? 0;
	const numbers = (fieldOf(row, 'recipient') ?? '').split(',');
	return numbers.filter((number) => /^\d{7,}$/.test(number)).length;
}

/** The recorded sends of all versions as the node makes them, at hosts like the recorded ones. */
export const RECORDED_CASES: readonly SendCase[] = RECORDED_SENDS.filter(
	({ name }) => !(name in NOT_MADE),
).map(caseOf);
