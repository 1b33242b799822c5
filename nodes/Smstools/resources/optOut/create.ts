import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { isJsonObject } from '../../../shared/httpAnswer';
import { readAccount } from '../../account';
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
		description: 'The number that gets no more messages, with the country code',
		displayOptions: { show: { resource: ['optOut'], operation: ['create'] } },
	},
];

/** `POST /optouts` (fact sheet, section 5.5; known by third parties only, its answer is not known). */
export const optOutCreateRouting = routingOf('/optouts', async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const phone = phoneOf(fields, context.getNodeParameter('phone', ''), 'Phone', account);
	const answer = await callMethod(context, account, target, {
		method: 'POST',
		body: { number: phone },
		read: (body) => (isJsonObject(body) ? body : undefined),
		noBody: {},
	});
	if (!answer.ok) return answer;
	const id = idOf(answer.value);
	return success([id === null ? { ...answer.value, id, phone } : { id, phone }]);
});
