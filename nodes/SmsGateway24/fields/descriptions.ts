import type { INodeProperties } from 'n8n-workflow';
import { CHANNELS } from '../records/channel';

export const deviceField: INodeProperties = {
	displayName: 'Device',
	name: 'deviceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The phone to send from',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a phone...',
			typeOptions: { searchListMethod: 'searchDevices', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1576',
			hint: 'The ID of the phone in your device list on SmsGateway24',
		},
	],
};

/** By id only: the vendor has no call that lists contact lists (fact sheet, section 1). */
export const groupField: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description:
		'The contact list, which SmsGateway24 calls a tag. SmsGateway24 offers no list of tags to choose from.',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8303',
			hint: 'The ID of the tag on the website of SmsGateway24, or from the output of Group > Create',
		},
	],
};

export const simField: INodeProperties = {
	displayName: 'SIM or Channel',
	name: 'sim',
	type: 'options',
	options: CHANNELS,
	default: 0,
	description: 'The SIM or channel to send with. Defaults to SIM slot 1.',
};

export const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1042',
	description:
		'A whole number of your choice, such as an order number, for finding the SMS later. SmsGateway24 calls it the customer ID.',
};
