import type { INodeProperties } from 'n8n-workflow';
import { askFields, showOnlyForAsking } from '../../../shared/ui/askFields';
import { SEND } from '../../api/endpoints';
import { fromField } from '../../fields/descriptions';
import { askingOperation } from '../../gateway';
import { plain } from './plain';
import { smsSendFields } from './sendFields';

export const smsSendAndWait = askingOperation(SEND, { ...plain, acrossItems: false });

export const smsSendAndWaitFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForAsking } },
	...askFields(smsSendFields),
];
