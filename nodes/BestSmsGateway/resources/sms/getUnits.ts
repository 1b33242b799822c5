import { success } from '../../../shared/failure/failure';
import { numberOrNull } from '../../../shared/record/values';
import { FETCH_SMS, GET_TOTAL_UNITS } from '../../api/endpoints';
import { readList } from '../../api/pages';
import { callMethod } from '../../api/request';
import { plainOperation } from '../../gateway';
import { readSmsFilters } from './filters';

/**
 * The vendor document names the action, and has a sample of an answer: `{"total":"10"}`. That this is the number of
 * units is inferred from the action's name. The public script adds up the `units` of records in `total_units`, and
 * counts the records in `total` (recorded: "units"). They are what was charged, until a delivery report puts the units
 * of one page in their place (fact sheet, section 12.8); no record has more than 127 (section 12.10).
 * With filters that the gateway cannot apply, the messages are fetched and added up here.
 */
export const smsGetUnitsRouting = plainOperation(
	GET_TOTAL_UNITS,
	async ({ connection, account, fields, zone }) => {
		const { form, keep } = readSmsFilters(fields, account, zone);
		if (keep) {
			const search = { action: FETCH_SMS, idKey: 'sms_id', form, keep } as const;
			const records = await readList(connection, search);
			if (!records.ok) return records;
			const units = records.value.reduce(
				(sum, record) => sum + (numberOrNull(record.units) ?? 0),
				0,
			);
			return success([{ units, messages: records.value.length }]);
		}
		const answer = await callMethod(connection, {
			action: GET_TOTAL_UNITS,
			form,
			expects: ['total_units', 'total'],
			whenNothingFound: { total_units: 0, total: 0 },
		});
		if (!answer.ok) return answer;
		const { total_units: units, total } = answer.value;
		if (units === undefined) return success([{ units: numberOrNull(total), messages: null }]);
		return success([{ units: numberOrNull(units), messages: numberOrNull(total) }]);
	},
);
