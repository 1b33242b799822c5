import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import type { Endpoint } from '../../../shared/http/endpoint';
import { comparable } from '../../../shared/input/phoneNumber';
import { isJsonObject } from '../../../shared/record/json';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import { idOf } from '../../api/ids';
import { wireNumber } from '../../api/wireNumber';
import { phoneOf } from '../../fields/values';
import { creationOperation } from '../../gateway';

export const optOutCreateFields: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +32474123456',
		hint: PHONE_HINT,
		description: 'The phone number to opt out of messages',
		displayOptions: { show: { resource: ['optOut'], operation: ['create'] } },
	},
];

/** See the fact sheet, section 5.5; known by third parties only, its answer is not known. */
const OPT_OUT: Endpoint = { method: 'POST', url: '/optouts' };

/**
 * A number that is on the list already is refused, so that Retry On Fail would turn a good item
 * into a failed one. So it is guarded like a send.
 */
export const optOutCreate = creationOperation(OPT_OUT, {
	outcomeInWords: {
		nothingDone: 'Nothing was changed for any item.',
		notSent: () => 'The number was not added to the opt-out list.',
		unknown: () =>
			'The number may still have been added to the opt-out list, so the request was not repeated.',
	},
	read: ({ account, fields }) => ({
		phone: phoneOf(fields, fields.value('phone'), 'Phone', account),
	}),
	numberOf: ({ phone }) => comparable(phone),
	async create({ phone }, call) {
		const answer = await call({
			body: { number: wireNumber(phone) },
			read: (body) => (isJsonObject(body) ? body : undefined),
			noBody: {},
		});
		if (!answer.ok) return answer;
		const id = idOf(answer.value);
		return success(id === null ? { ...answer.value, id, phone } : { id, phone });
	},
});
