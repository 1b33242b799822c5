import type { IDataObject } from 'n8n-workflow';
import { success } from '../../../shared/failure';
import { isJsonObject } from '../../../shared/httpAnswer';
import { operationOf } from '../../operation';
import { readRecord } from '../../rows';

/** The profile holds `api_token` (fact sheet, section 5.4), and may hold more of its kind. */
const SECRET_FIELD = /key|password|secret|token/i;

/** `GET /me` (vendor document). */
export const accountGetProfileRouting = operationOf(async ({ api }) => {
	const answer = await api.call({ method: 'GET', path: '/me' });
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
