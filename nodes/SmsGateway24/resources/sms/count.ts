import { refusal, success } from '../../../shared/failure/failure';
import { numberOrNull } from '../../../shared/record/values';
import { SERVICE } from '../../api/account';
import { SMS_LIST } from '../../api/endpoints';
import { plainOperation } from '../../gateway';
import { filterForm } from './filters';

/** With `onlycount` the list is only counted (vendor document, section 4). */
export const smsCountRouting = plainOperation(SMS_LIST, async ({ account, fields, zone }, call) => {
	const form = { ...filterForm(fields, account, zone), onlycount: '1' };
	const answer = await call({ form, expects: ['count'] });
	if (!answer.ok) return answer;
	const count = numberOrNull(answer.value.count);
	if (count !== null) return success([{ count }]);
	return refusal({
		message: `${SERVICE} did not return a count.`,
		advice: 'Use Get Many with Return All instead, and count its items.',
		outcome: 'unknown',
	});
});
