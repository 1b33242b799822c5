import { routingOf } from '../../../shared/declarativeRequest';
import { refusal, success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount, SERVICE } from '../../account';
import { SMS_LIST } from '../../endpoints';
import { callMethod } from '../../request';
import { numberOrNull } from '../../../shared/values';
import { filterForm } from './filters';

/** With `onlycount` the list is only counted (vendor document, section 4). */
export const smsCountRouting = routingOf(SMS_LIST, async (context, target) => {
	const account = await readAccount(context);
	const call = {
		form: { ...filterForm(fieldsOf(context), account, context.getTimezone()), onlycount: '1' },
		expects: ['count'],
	};
	const answer = await callMethod(context, account, target, call);
	if (!answer.ok) return answer;
	const count = numberOrNull(answer.value.count);
	if (count !== null) return success([{ count }]);
	return refusal({
		message: `${SERVICE} gave no count.`,
		advice: 'Use Get Many with Return All instead, and count its items.',
		outcome: 'unknown',
	});
});
