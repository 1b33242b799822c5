import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { byId } from './operations.mts';
import { saidIn } from './said.mts';

/** An operation that sends a text. */
export interface TextSend {
	resource: string;
	operation: string;
	/** Whether it goes to a group, whose numbers the node does not know. */
	toGroup?: true;
	/** What it needs beside number and text, at a sandbox in which it is going to succeed. */
	parametersAt?: (sandbox: Sandbox) => INodeParameters;
	/** How it writes a time, where that is not as the gateway's other operations do. */
	timeFormat?: string;
}

/** What the tests of texts and times must know of a gateway. */
interface TextGateway {
	sends: TextSend[];
	/** How a time is written (the vendors' documents), and in which zone. */
	timeFormat: string;
	zoneAt: (sandbox: Sandbox) => string;
}

const send: TextSend = { resource: 'sms', operation: 'send' };
const sendMany: TextSend = { resource: 'sms', operation: 'sendMany' };

const TEXT_GATEWAYS: Record<GatewayName, TextGateway> = {
	smstools: {
		sends: [
			send,
			sendMany,
			{
				resource: 'sms',
				operation: 'sendToGroup',
				toGroup: true,
				parametersAt: ({ smstools }) => ({ groupId: byId(smstools.addGroup('Customers')) }),
			},
		],
		timeFormat: 'yyyy-MM-dd HH:mm',
		zoneAt: () => 'UTC',
	},
	smsGateway24: {
		sends: [
			send,
			sendMany,
			{
				resource: 'campaign',
				operation: 'create',
				toGroup: true,
				parametersAt: ({ smsGateway24 }) => ({
					name: 'Winter sale',
					groupId: byId(String(smsGateway24.addContactList('Customers'))),
				}),
				timeFormat: 'dd.MM.yyyy HH:mm:ss',
			},
		],
		timeFormat: 'yyyy-MM-dd HH:mm:ss',
		zoneAt: () => 'UTC',
	},
	bestSmsGateway: {
		sends: [
			send,
			sendMany,
			{
				resource: 'sms',
				operation: 'sendToGroup',
				toGroup: true,
				parametersAt({ bestSmsGateway }) {
					const accountId = bestSmsGateway.accounts.at(-1)?.id;
					bestSmsGateway.seedContacts([{ accountId, phone: '2348000000001', group: 'Customers' }]);
					return { groupId: { __rl: true, mode: 'name', value: 'Customers' } };
				},
			},
		],
		timeFormat: 'yyyy-MM-dd HH:mm',
		// With the offset +9 beside it (fact sheet, section 12.1).
		zoneAt: () => 'UTC+9',
	},
	textBoost: {
		sends: [
			send,
			sendMany,
			{
				resource: 'campaign',
				operation: 'create',
				toGroup: true,
				parametersAt: ({ textBoost }) => ({ groupId: byId(textBoost.seedGroup('Customers', 1)) }),
			},
		],
		timeFormat: 'yyyy-MM-dd HH:mm',
		zoneAt: ({ textBoost }) => textBoost.settings.accountZone ?? 'UTC',
	},
};

/** A row for each operation that sends a text. */
export const EACH_TEXT_SEND = CONTRACTED_GATEWAYS.flatMap((gateway) =>
	TEXT_GATEWAYS[gateway.name].sends.map((send) => ({
		gateway,
		send,
		title: `${gateway.title}, ${send.resource} ${send.operation}`,
	})),
);

/** A time of the year 2027 or later, as any of the gateways writes it. */
const TIME = /\b(?:20[2-9]\d-\d\d-\d\d \d\d:\d\d(?::\d\d)?|\d\d\.\d\d\.20[2-9]\d \d\d:\d\d:\d\d)/g;

/** The times in requests, as they are written there. */
export function timesIn(requests: readonly RecordedRequest[]): string[] {
	return requests.flatMap((request) => saidIn(request).match(TIME) ?? []);
}

/** An instant as an operation writes it. */
export function written(
	instant: string,
	gateway: GatewayName,
	{ timeFormat }: TextSend,
	sandbox: Sandbox,
): string {
	const { timeFormat: usual, zoneAt } = TEXT_GATEWAYS[gateway];
	return DateTime.fromISO(instant, { zone: zoneAt(sandbox) }).toFormat(timeFormat ?? usual);
}
