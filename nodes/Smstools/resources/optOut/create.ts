import type { INodeProperties } from 'n8n-workflow';
import { creationOf } from '../../../shared/creation';
import { PHONE_HINT } from '../../../shared/descriptions';
import type { Endpoint } from '../../../shared/endpoint';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import { isJsonObject } from '../../../shared/httpAnswer';
import { comparable } from '../../../shared/phoneNumber';
import { readAccount, SERVICE } from '../../account';
import { idOf } from '../../ids';
import { phoneOf } from '../../phone';
import { callMethod } from '../../request';

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
export const optOutCreate = creationOf(OPT_OUT, async (context) => {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		outcomeInWords: {
			nothingDone: 'Nothing was changed for any item.',
			notSent: () => 'The number was not added to the opt-out list.',
			unknown: () =>
				'The number may still have been added to the opt-out list, so the request was not repeated.',
		},
		read: (parameter, itemIndex) => {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			return { phone: phoneOf(fields, fields.value('phone'), 'Phone', account) };
		},
		numberOf: ({ phone }) => comparable(phone),
		create: async ({ phone }, http) => {
			const target = { ...http, ...OPT_OUT };
			const answer = await callMethod(context, account, target, {
				body: { number: phone },
				read: (body) => (isJsonObject(body) ? body : undefined),
				noBody: {},
			});
			if (!answer.ok) return answer;
			const id = idOf(answer.value);
			return success(id === null ? { ...answer.value, id, phone } : { id, phone });
		},
	};
});
