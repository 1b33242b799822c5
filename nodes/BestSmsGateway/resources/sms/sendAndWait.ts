import type { INodeProperties } from 'n8n-workflow';
import { askFields, showOnlyForAsking } from '../../../shared/ui/askFields';
import { SEND_SMS } from '../../api/endpoints';
import { fromField } from '../../fields/descriptions';
import { askingOperation } from '../../gateway';
import { smsSendFields } from './sendFields';

export const smsSendAndWait = askingOperation(SEND_SMS, { maxPerRequest: 1 });

/** What would change the question without its page, keep it from the person, or show it where no link can be opened. */
const LEFT_OUT = ['excludeGroupId', 'firstName', 'flash', 'groupName', 'lastName', 'saveAs'];

export const smsSendAndWaitFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForAsking } },
	...askFields(smsSendFields, LEFT_OUT, 'e.g. +2348094309926'),
];
