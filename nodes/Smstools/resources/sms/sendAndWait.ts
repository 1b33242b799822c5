import type { INodeProperties } from 'n8n-workflow';
import { askFields, showOnlyForAsking } from '../../../shared/ui/askFields';
import { SEND } from '../../api/endpoints';
import { fromField } from '../../fields/descriptions';
import { askingOperation } from '../../gateway';
import { singly } from './send';
import { smsSendFields } from './sendFields';

export const smsSendAndWait = askingOperation(SEND, singly);

export const smsSendAndWaitFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForAsking } },
	...askFields(smsSendFields, [], 'e.g. +32474123456'),
];
