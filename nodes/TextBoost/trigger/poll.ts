import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { balanceTrigger } from '../../shared/polling/balanceTrigger';
import type { RequestLimits } from '../../shared/polling/budget';
import { messageItems } from '../../shared/polling/messageItems';
import { identityOf, poll } from '../../shared/polling/poll';
import { readOptions } from '../../shared/polling/triggerOptions';
import { plainText } from '../../shared/record/text';
import { readAccount } from '../api/account';
import { createApi } from '../api/request';
import { toMessage } from '../records/message';
import { readBalance } from './balance';
import { messageFilter, messageSource } from './messages';

/** One poll of the trigger: what has come or changed since the last one. */
export async function pollTrigger(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const account = await readAccount(this);
	const event = plainText(this.getNodeParameter('event'));

	if (event === 'balanceLow') {
		const simplify = this.getNodeParameter('simplify', true) === true;
		const read = async (limits: RequestLimits) =>
			await readBalance(createApi(this, account, limits), simplify);
		return await poll(this, balanceTrigger(this, account, read));
	}

	const messageEvent = event === 'smsStatusChanged' ? 'smsStatusChanged' : 'smsReceived';
	const options = readOptions(this);
	return await poll(this, {
		identity: identityOf(this, event, account),
		source: messageSource(this, account, messageEvent, options),
		options,
		toItemBy: messageItems(this, {
			toMessage: (row: IDataObject) => toMessage(row, account.timezone),
			toRaw: (row) => row,
			filterBy: (by) => messageFilter(messageEvent, account, by),
		}),
		whenNothing:
			messageEvent === 'smsReceived'
				? {
						message: 'There is no matching received SMS among the newest SMS at this host.',
						advice:
							'Send an SMS to the number that your host has assigned to you, and test again. Check the filters under Options, too.',
					}
				: {
						message: 'There is no matching sent SMS among the newest SMS at this host.',
						advice:
							'Send an SMS with TextBoost and test again. Check Statuses, and the filters under Options, too.',
					},
	});
}
