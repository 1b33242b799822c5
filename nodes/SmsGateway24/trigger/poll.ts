import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { messageItems } from '../../shared/polling/messageItems';
import { identityOf, poll } from '../../shared/polling/poll';
import { readOptions } from '../../shared/polling/triggerOptions';
import { plainText } from '../../shared/record/text';
import { readAccount } from '../api/account';
import { readPhpDate } from '../records/dates';
import { toDeviceStatus } from '../records/device';
import { toMessage } from '../records/message';
import { deviceSource } from './devices';
import { messageFilter, messageSource } from './messages';

/** One poll of the trigger: what has come or changed since the last one. */
export async function pollTrigger(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
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
