import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { normalizeBaseUrl, normalizeToken, wantsTokenInBody } from '../nodes/TextBoost/baseUrl';
import { isRecord } from '../nodes/shared/httpAnswer';

const NOT_THE_API =
	'What answered is not this API, or it is not working at the moment. Check the Base URL: for most hosts it ends in /api/v3, without a slash.';
const WRONG_TOKEN =
	'The host does not accept this API Token, or does not let its account use the API. Copy it again from Developers in your account there. If the Base URL ends in /api/http, change that to /api/v3.';

export class TextBoostApi implements ICredentialType {
	name = 'textBoostApi';

	displayName = 'TextBoost API';

	icon: Icon = {
		light: 'file:../icons/textBoost.svg',
		dark: 'file:../icons/textBoost.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/blob/main/docs/textboost.md#where-to-find-the-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'You can find it under Developers in your account at the host',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://www.textboostsms.com/api/v3',
			default: 'https://www.textboostsms.com/api/v3',
			description:
				'The address of the API, including its prefix such as /api/v3, without a slash at the end. For a host other than TextBoost, copy it from the Developers page there.',
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			placeholder: 'e.g. 33',
			default: '',
			description:
				'Put before phone numbers that start with a single 0: with 33, 06 12 34 56 78 becomes +33612345678. Leave empty to send numbers as typed.',
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			placeholder: 'e.g. Europe/Paris',
			default: '',
			description:
				'The time zone of the times that your host returns. Leave empty if you do not know it: these times then have no offset. Send At uses the time zone in the profile of your account, and this one only if the profile has none.',
		},
	];

	/**
	 * Signs a request in its header (vendor document, all samples), and under `/api/http` also in the
	 * body of what is not a GET (fact sheet, section 1). Never in the URL.
	 */
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const token = normalizeToken(credentials.apiToken);
		const signed: IHttpRequestOptions = {
			...requestOptions,
			headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
		};
		const { method = 'GET', body } = requestOptions;
		// Another body, of n8n's HTTP Request node, is left as it is rather than lost.
		const takesToken = body === undefined || isRecord(body);
		const isWrite = method !== 'GET';
		if (isWrite && takesToken && wantsTokenInBody(normalizeBaseUrl(credentials.baseUrl))) {
			signed.body = { ...body, api_token: token };
		}
		return signed;
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/balance',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			// So that the rules see the body of every answer.
			ignoreHttpStatusErrors: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 'error', message: WRONG_TOKEN },
			},
			// Laravel's answer to a wrong token, which has no status (fact sheet, section 8, inferred).
			{
				type: 'responseSuccessBody',
				properties: { key: 'message', value: 'Unauthenticated.', message: WRONG_TOKEN },
			},
			// Neither a web page nor nothing, nor JSON of another kind, has the status and data of an answer.
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: undefined, message: NOT_THE_API },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'data', value: undefined, message: NOT_THE_API },
			},
		],
	};
}
