import type { JsonObject } from '../json.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { PIXEL_7 } from '../sandbox/smsGateway24.mts';
import type { GatewayName } from './gateway.mts';

/** A gateway with a trigger, and how to make it start its workflow. */
export interface TriggeredGateway {
	/** Its name for people. */
	title: string;
	name: GatewayName;
	nodeType: string;
	parameters: JsonObject;
	/** The status of the SMS that the trigger puts out. */
	status: 'received' | 'failed';
	/**
	 * Lets happen what the trigger waits for, with an SMS of this text.
	 *
	 * @param secondsAhead how far ahead its time is, at a gateway to which seconds matter. Default: 0.
	 */
	happen(sandbox: Sandbox, text: string, secondsAhead?: number): void;
	/** What takes more than one poll. */
	backlog: {
		/** How many SMS. */
		count: number;
		/** How many requests the gateway then takes in a minute: too few for all of them. */
		requestsPerMinute: number;
	};
	/** Makes the gateway list less at once. */
	listLess?: (sandbox: Sandbox) => void;
}

const person = '+4915752982212';
const received = { parameters: { event: 'smsReceived' }, status: 'received' } as const;

const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000);

export const triggeredGateways: readonly TriggeredGateway[] = [
	{
		title: 'BestSMSGateway',
		name: 'bestSmsGateway',
		nodeType: 'n8n-nodes-sms-gateways.bestSmsGatewayTrigger',
		// It has no incoming SMS, so that one that was sent has to fail.
		parameters: { event: 'smsStatusChanged', statuses: ['failed'] },
		status: 'failed',
		happen({ bestSmsGateway }, text) {
			const ids = bestSmsGateway.seedMessages(1, () => ({ recipient: '4915752982212', text }));
			for (const id of ids) bestSmsGateway.endMessage(id, -1);
		},
		// Pages of 300, and one page that joins what is known.
		backlog: { count: 800, requestsPerMinute: 3 },
	},
	{
		title: 'SmsGateway24',
		name: 'smsGateway24',
		nodeType: 'n8n-nodes-sms-gateways.smsGateway24Trigger',
		...received,
		happen({ smsGateway24 }, text, secondsAhead = 0) {
			// It lists all of a second or none, see `listLess`.
			const at = ahead(secondsAhead);
			smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: person, text, at });
		},
		backlog: { count: 110, requestsPerMinute: 24 },
		listLess({ smsGateway24: { settings } }) {
			settings.mostRows = 100;
		},
	},
	{
		title: 'Smstools',
		name: 'smstools',
		nodeType: 'n8n-nodes-sms-gateways.smsGatewayApiTrigger',
		...received,
		happen: ({ smstools }, text) => void smstools.receive({ from: person, text }),
		backlog: { count: 170, requestsPerMinute: 3 },
		listLess({ smstools: { settings } }) {
			settings.largestPage = 50;
		},
	},
	{
		title: 'TextBoost',
		name: 'textBoost',
		nodeType: 'n8n-nodes-sms-gateways.textBoostTrigger',
		...received,
		happen({ textBoost }, text, secondsAhead = 0) {
			// The only kind of host that lists what came in.
			Object.assign(textBoost.settings, { version: '3.13.0', contactListFails: false });
			// It has no order within a second.
			const at = ahead(secondsAhead);
			textBoost.receiveSms({ from: person, to: '31600000000', text, at });
		},
		// Pages of 25.
		backlog: { count: 85, requestsPerMinute: 3 },
	},
];
