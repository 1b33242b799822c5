import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { simplifyField } from '../../../shared/ui/descriptions';
import { DEVICE_STATUS } from '../../api/endpoints';
import { deviceField } from '../../fields/descriptions';
import { plainOperation } from '../../gateway';
import { toDeviceStatus } from '../../records/device';

const showOnlyForDeviceGet = { resource: ['device'], operation: ['get'] };

export const deviceGetFields: INodeProperties[] = [
	{
		...deviceField,
		description: 'The phone to check',
		displayOptions: { show: showOnlyForDeviceGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForDeviceGet } },
];

export const deviceGetRouting = plainOperation(DEVICE_STATUS, async ({ account, fields }, call) => {
	const form = { device_id: fields.id('deviceId', 'Device') };
	const answer = await call({ form, expects: ['online', 'lastseen'] });
	if (!answer.ok) return answer;
	const isSimple = fields.flag('simplify', true);
	return success([isSimple ? toDeviceStatus(answer.value, account.timezone) : answer.value]);
});
