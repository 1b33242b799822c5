import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { messageItems } from '../../shared/polling/messageItems';
import { identityOf, poll } from '../../shared/polling/poll';
import { readOptions } from '../../shared/polling/triggerOptions';
import { plainText } from '../../shared/record/text';
import { readAccount } from '../api/account';
import { dueAt, toMessage } from '../records/message';
import { lowBalance } from './balance';
import { messageFilter, messageSource } from './messages';

/** One poll of the trigger: what has come or changed since the last one. */
export async function pollTrigger(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const account = await readAccount(this);
	const event = plainText(this.getNodeParameter('event'));
	if (event === 'balanceLow') return await poll(this, lowBalance(this, account));

	const options = readOptions(this);
	return await poll(this, {
		identity: identityOf(this, event, { ...account, name: account.subAccount }),
		source: messageSource(this, account, options),
		options,
		toItemBy: messageItems(this, {
			toMessage: (record: IDataObject) => toMessage(record, account),
			toRaw: (record) => record,
			dueAt: (record) => dueAt(record, account),
			filterBy: (by) => messageFilter(this, account, by),
		}),
		whenNothing: {
			message: 'There is no matching SMS among the newest SMS of this sub-account.',
			advice:
				'Send an SMS with BestSMSGateway, wait until it is delivered, and test again. Check Statuses, and the filters under Options, too.',
		},
	});
}
