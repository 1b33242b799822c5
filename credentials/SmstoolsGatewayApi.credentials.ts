import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { BASE_URL_EXPRESSION } from '../nodes/shared/input/baseUrl';
import { signRequest } from '../nodes/Smstools/api/signature';

const WRONG_KEYS =
	'Smstools does not accept this Client ID with this Client Secret. Copy both again from Advanced > API authentication. If they are right, check which IP addresses your account allows.';

const NOT_THE_API =
	'The server at this Base URL is not the Smstools API. Check the Base URL: it ends in /v1, without a slash.';

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];

const RULES: Rule[] = [
	...[400, 401, 403].map(
		(value): Rule => ({
			type: 'responseCode',
			properties: { value, message: WRONG_KEYS },
		}),
	),
	{ type: 'responseCode', properties: { value: 404, message: NOT_THE_API } },
	// An error in any of its shapes (fact sheet, section 2), should it come with HTTP 200.
	...['error.constructor.name', 'errorMsg.constructor.name'].flatMap((key) =>
		['String', 'Number'].map(
			(value): Rule => ({
				type: 'responseSuccessBody',
				properties: { key, value, message: WRONG_KEYS },
			}),
		),
	),
	// A body that is no JSON stays a text; this tells a web page, nothing and cut JSON from an answer.
	{
		type: 'responseSuccessBody',
		properties: { key: 'constructor.name', value: 'String', message: NOT_THE_API },
	},
];

export class SmstoolsGatewayApi implements ICredentialType {
	name = 'smstoolsGatewayApi';

	displayName = 'Smstools Gateway API';

	icon: Icon = {
		light: 'file:../icons/smstools.svg',
		dark: 'file:../icons/smstools.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/blob/main/docs/smstools.md#where-to-find-the-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			hint: 'Log in to Smstools and go to Advanced > API authentication',
			description: 'The ID of a pair of API keys of your account',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Next to the Client ID at Smstools',
			description: 'The secret of the same pair of API keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://api.smsgatewayapi.com/v1',
			default: 'https://api.smsgatewayapi.com/v1',
			description: 'The address of the API, without a slash at the end',
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			placeholder: 'e.g. 32',
			default: '',
			description:
				"Added to phone numbers without a country code, by that country's numbering plan: with 32, 0474 12 34 56 becomes +32474123456. Leave empty to send numbers as typed.",
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			placeholder: 'e.g. Europe/Brussels',
			default: 'UTC',
			description:
				'The time zone that Smstools uses for times. Smstools does not document it; its examples suggest UTC. If scheduled SMS are sent at the wrong hour, change it here.',
		},
	];

	authenticate = signRequest;

	/**
	 * `GET /auth` (fact sheet, section 7: from the vendor's own client; the answer is not documented).
	 * Wrong keys give a 4xx, which one is not documented (fact sheet, section 2).
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/auth',
			disableFollowRedirect: true,
		},
		// n8n checks the type of each rule, although the declaration has them all of one type.
		rules: RULES as ICredentialTestRequest['rules'],
	};
}
