import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { messageItems } from '../../shared/polling/messageItems';
import { identityOf, poll } from '../../shared/polling/poll';
import { readOptions } from '../../shared/polling/triggerOptions';
import { readAccount } from '../api/account';
import { messageFilter, messageSource, toMessageOf } from './messages';

/** One poll of the trigger: what has come or changed since the last one. */
export async function pollTrigger(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const account = await readAccount(this);
	const event =
		this.getNodeParameter('event') === 'smsStatusChanged' ? 'smsStatusChanged' : 'smsReceived';
	const options = readOptions(this);
	return await poll(this, {
		identity: identityOf(this, event, { ...account, name: account.clientId }),
		source: messageSource(this, account, event, options),
		options,
		toItemBy: messageItems(this, {
			toMessage: toMessageOf(event, account),
			toRaw: (row: IDataObject) => row,
			filterBy: (by) => messageFilter(account, event, by),
		}),
		whenNothing:
			event === 'smsReceived'
				? {
						message: 'There is no matching SMS among the newest messages in the inbox.',
						advice:
							'Check the options, such as Types. If they are right, send an SMS to your virtual number at Smstools and test again.',
					}
				: {
						message: 'There is no matching SMS among the newest messages in the history.',
						advice:
							'Send an SMS with Smstools, wait for its delivery report, and test again. Check Statuses, and the filters under Options, too.',
					},
	});
}
