import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { isJsonObject } from '../../../shared/record/json';
import { numberOrNull, textOrNull } from '../../../shared/record/values';
import { simplifyField } from '../../../shared/ui/descriptions';
import { readRecord } from '../../api/pages';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { NO_VIEW_OF_CAMPAIGNS } from './noCampaigns';

const showOnlyForCampaignGet = { resource: ['campaign'], operation: ['get'] };

export const campaignGetFields: INodeProperties[] = [
	{
		displayName: 'Campaign ID',
		name: 'campaignId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 683831ed3d090',
		description: 'The ID that Create returned for the campaign',
		displayOptions: { show: showOnlyForCampaignGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForCampaignGet } },
];

/** Not in the vendor document; fact sheet, section 5.5. */
const CAMPAIGN = { method: 'GET', url: '/campaign/{uid}/view' } as const;

export const campaignGetRouting = plainOperation(CAMPAIGN, async ({ api, endpoint, fields }) => {
	const id = readUid(fields, 'campaignId', 'Campaign ID');
	const view = filled(endpoint, { uid: id });
	const answer = await api.call({ ...view, whenMissing: NO_VIEW_OF_CAMPAIGNS });
	const row = answer.ok ? readRecord(answer.value, 'a campaign') : answer;
	if (!row.ok) return row;
	return success([fields.flag('simplify', true) ? toCampaign(row.value, id) : row.value]);
});

/** The dates are text for people (fact sheet, section 7) and so are left out. */
function toCampaign(row: IDataObject, id: string): IDataObject {
	const stats = isJsonObject(row.stats) ? row.stats : {};
	const count = (name: string) => numberOrNull(stats[`${name}_count`]);
	return {
		id,
		name: textOrNull(row.name),
		text: textOrNull(row.message),
		status: textOrNull(row.status),
		enroute: count('enroute'),
		accepted: count('accepted'),
		delivered: count('delivered'),
		undelivered: count('undelivered'),
		rejected: count('rejected'),
		expired: count('expired'),
		skipped: count('skipped'),
		failed: count('failed'),
	};
}
