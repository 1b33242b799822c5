import type { INodeProperties } from 'n8n-workflow';
import { deviceGetFields, deviceGetRouting } from './get';
import { deviceGetAll, deviceGetAllFields } from './getAll';

export const deviceDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['device'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get device',
				description: 'Check whether a phone is online and when it was last seen',
				routing: deviceGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many devices',
				description: 'Retrieve many phones of the account',
				routing: deviceGetAll.routing,
			},
		],
		default: 'getAll',
	},
	...deviceGetFields,
	...deviceGetAllFields,
];
