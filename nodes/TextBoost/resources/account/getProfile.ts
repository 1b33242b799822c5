import type { IDataObject } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { isJsonObject } from '../../../shared/record/json';
import { PROFILE } from '../../api/endpoints';
import { readRecord } from '../../api/pages';
import { plainOperation } from '../../gateway';

/** The profile holds `api_token` (fact sheet, section 5.4), and may hold more of its kind. */
const SECRET_FIELD = /key|password|secret|token/i;

export const accountGetProfileRouting = plainOperation(PROFILE, async ({ api, endpoint }) => {
	const answer = await api.call(endpoint);
	const record = answer.ok ? readRecord(answer.value, 'a profile') : answer;
	return record.ok ? success([withoutSecretFields(record.value)]) : record;
});

function withoutSecretFields(record: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(record)
			.filter(([name]) => !SECRET_FIELD.test(name))
			.map(([name, value]) => [name, isJsonObject(value) ? withoutSecretFields(value) : value]),
	);
}
