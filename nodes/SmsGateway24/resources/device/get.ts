import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { deviceField } from '../../descriptions';
import { toDeviceStatus } from '../../device';
import { DEVICE_STATUS } from '../../endpoints';
import { callMethod } from '../../request';

const showOnlyForDeviceGet = { resource: ['device'], operation: ['get'] };

export const deviceGetFields: INodeProperties[] = [
	{
		...deviceField,
		description: 'The phone to check',
		displayOptions: { show: showOnlyForDeviceGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForDeviceGet } },
];

export const deviceGetRouting = routingOf(DEVICE_STATUS, async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const call = {
		form: { device_id: fields.id('deviceId', 'Device') },
		expects: ['online', 'lastseen'],
	};
	const answer = await callMethod(context, account, target, call);
	if (!answer.ok) return answer;
	return success([
		fields.flag('simplify', true) ? toDeviceStatus(answer.value, account.timezone) : answer.value,
	]);
});
