import type { IAllExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { PHONE_HINT } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import { isJsonObject } from '../../../shared/httpAnswer';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import { comparable } from '../../../shared/phoneNumber';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
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
		description: 'The phone number that gets no more messages, with the country code',
		displayOptions: { show: { resource: ['optOut'], operation: ['create'] } },
	},
];

interface OptOut extends OutgoingMessage {
	phone: string;
}

/**
 * `POST /optouts` (fact sheet, section 5.5; known by third parties only, its answer is not known).
 *
 * A number that is on the list already is refused, so that Retry On Fail would turn a good item
 * into a failed one. So it is guarded like a send.
 */
export const optOutCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OptOut>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was changed for any item.',
			notSent: () => 'The number was not put on the opt-out list.',
			unknown: () => 'The number may still be on the opt-out list, so it was not sent again.',
		},
		prepare: (parameter, itemIndex) => {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const phone = phoneOf(fields, parameter('phone', ''), 'Phone', account);
			return [{ itemIndex, recipientKey: comparable(phone), phone }];
		},
		async transmit([optOut], { http }) {
			if (optOut === undefined) return [];
			const { phone } = optOut;
			const answer = await callMethod(
				context,
				account,
				{ ...http, url: '/optouts' },
				{
					method: 'POST',
					body: { number: phone },
					read: (body) => (isJsonObject(body) ? body : undefined),
					noBody: {},
				},
			);
			if (!answer.ok) return [answer];
			const id = idOf(answer.value);
			return [success(id === null ? { ...answer.value, id, phone } : { id, phone })];
		},
		failedRow: ({ phone }) => ({ id: null, phone }),
	};
}
