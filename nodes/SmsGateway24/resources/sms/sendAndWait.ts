import type { INodeProperties } from 'n8n-workflow';
import { askFields, showOnlyForAsking } from '../../../shared/ui/askFields';
import { deviceField } from '../../fields/descriptions';
import { askingOperation } from '../../gateway';
import { ADD_SMS, singly } from './send';
import { smsSendFields } from './sendFields';

export const smsSendAndWait = askingOperation(ADD_SMS, singly);

export const smsSendAndWaitFields: INodeProperties[] = [
	{ ...deviceField, displayOptions: { show: showOnlyForAsking } },
	...askFields(smsSendFields),
];
