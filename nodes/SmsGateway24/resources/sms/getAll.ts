import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { numberOrNull } from '../../../shared/record/values';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { SMS_LIST } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { toMessage } from '../../records/message';
import { filterForm } from './filters';
import { readSmsList } from './smsList';

const showOnlyForSmsGetAll = { resource: ['sms'], operation: ['getAll'] };

export const smsGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForSmsGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForSmsGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGetAll } },
];

export const smsGetAllOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: showOnlyForSmsGetAll },
	options: [
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'newestFirst' },
				{ name: 'Oldest First', value: 'oldestFirst' },
			],
			default: 'newestFirst',
			description: 'The sort order. With a limit, it also decides which SMS are returned.',
		},
	],
};

/**
 * It has no paging: all that match come in one answer, or, where that is capped, in several, see `smsList.ts`. An
 * object with numbers for keys loses the server's order in JavaScript, so that the rows are sorted
 * here, by id: ids grow (fact sheet, section 6.1).
 */
export const smsGetAll = readingOperation(
	SMS_LIST,
	async ({ account, fields, zone }, call, context) => {
		const limit = fields.limit();
		const newestFirst = fields.collection('options').sort !== 'oldestFirst';
		const form = { ...filterForm(fields, account, zone), orderbydesc: newestFirst ? '1' : '0' };
		const list = await readSmsList(context, { form, newestFirst, limit }, call);
		if (!list.ok) return list;

		const sorted = [...list.value].sort((a, b) =>
			newestFirst ? idOf(b) - idOf(a) : idOf(a) - idOf(b),
		);
		const kept = sorted.slice(0, limit);
		return success<IDataObject[]>(
			fields.flag('simplify', true)
				? kept.map((row) => toMessage(row, account.timezone))
				: // Several items may share a row.
					kept.map((row) => ({ ...row })),
			list.notice,
		);
	},
);

function idOf(row: IDataObject): number {
	return numberOrNull(row.id) ?? 0;
}
