import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { messageItems } from '../shared/polling/messageItems';
import { identityOf, poll } from '../shared/polling/poll';
import { readOptions } from '../shared/polling/triggerOptions';
import { plainText } from '../shared/record/text';
import { eventSubtitle } from '../shared/ui/triggerFields';
import { triggerPanel } from '../shared/ui/triggerPanel';
import { readAccount } from './api/account';
import { searchDevices } from './listSearch';
import { readPhpDate } from './records/dates';
import { toDeviceStatus } from './records/device';
import { toMessage } from './records/message';
import { triggerProperties } from './trigger/description';
import { deviceSource } from './trigger/devices';
import { messageFilter, messageSource } from './trigger/messages';

export class SmsGateway24Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmsGateway24 Trigger',
		name: 'smsGateway24Trigger',
		icon: {
			light: 'file:../../icons/smsGateway24.svg',
			dark: 'file:../../icons/smsGateway24.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle,
		description:
			'Starts the workflow when a phone gets an SMS, the status of an SMS changes, or a phone goes offline',
		defaults: { name: 'SmsGateway24 Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsGateway24Api', required: true }],
		properties: triggerProperties,
	};

	methods = { listSearch: { searchDevices } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const account = await readAccount(this);
		const event = plainText(this.getNodeParameter('event'));
		const options = readOptions(this);
		const identity = identityOf(this, event, { ...account, name: account.login?.email });

		if (event === 'deviceStatusChanged') {
			const simplify = this.getNodeParameter('simplify', true) === true;
			const isManual = this.getMode() === 'manual';
			return await poll(this, {
				identity,
				source: deviceSource(this, account, options),
				options,
				toItemBy: (by) => {
					const wanted = by.choices('deviceChanges', 'Changes') ?? [];
					return ({ record, status, previousStatus }): IDataObject | undefined => {
						// A phone that was added is no change of status.
						const isTold =
							previousStatus !== null && (wanted.length === 0 || wanted.includes(status));
						if (!isTold && !isManual) return undefined;
						const device = simplify ? toDeviceStatus(record, account.timezone) : record;
						return { ...device, status, previousStatus };
					};
				},
				whenNothing: {
					message: 'There is no phone in this account.',
					advice: 'Install the app of SmsGateway24 on a phone and log in there, then test again.',
				},
			});
		}

		const messageEvent = event === 'smsStatusChanged' ? 'smsStatusChanged' : 'smsReceived';
		return await poll(this, {
			identity,
			source: messageSource(this, account, messageEvent, options),
			options,
			toItemBy: messageItems(this, {
				toMessage: (row: IDataObject) => toMessage(row, account.timezone),
				toRaw: (row) => row,
				dueAt: (row) => readPhpDate(row.timetosend, account.timezone),
				filterBy: (by) => messageFilter(this, account, by),
			}),
			whenNothing:
				messageEvent === 'smsReceived'
					? {
							message: 'No matching SMS was received in the last 30 days.',
							advice:
								'Send an SMS to your phone, wait until the app has uploaded it, and test again. Check the filters under Options, too.',
						}
					: {
							message: 'No matching SMS was sent in the last 30 days.',
							advice:
								'Send an SMS with SmsGateway24 and test again. Check Statuses, and the filters under Options, too.',
						},
		});
	}
}
