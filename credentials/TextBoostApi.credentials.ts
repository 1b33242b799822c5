import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { BASE_URL_EXPRESSION } from '../nodes/shared/input/baseUrl';
import { signRequest } from '../nodes/TextBoost/api/signature';

const NOT_THE_API =
	'The server at this Base URL is not this API, or it is not working at the moment. Check the Base URL: for most hosts it ends in /api/v3, without a slash.';
const WRONG_TOKEN =
	'The host does not accept this API Token. Copy it again from Developers in your account there, and check that the Base URL belongs to the same host.';
const NO_RIGHT =
	'The host recognizes this API Token, but its account is not allowed to use the API. Ask the host for access.';
const TOO_MANY = 'The host accepts no more requests at the moment. Wait a minute and test again.';
const REFUSED =
	'The host returned an error. Check the Base URL first: for most hosts it ends in /api/v3, without a slash. If it is right, ask the host whether your account may use the API.';

type BodyRule = Extract<
	NonNullable<ICredentialTestRequest['rules']>[number],
	{ type: 'responseSuccessBody' }
>;

/** A rule for each of the values of a field that mean the same. */
function rulesFor(key: string, message: string, values: string[]): BodyRule[] {
	return values.map((value) => ({
		type: 'responseSuccessBody',
		properties: { key, value, message },
	}));
}

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
			placeholder: 'e.g. 49|LNFe8WJ7CPtv...',
			hint: 'Log in at your host, open Developers, and copy the API token',
			description: 'It consists of a number, a bar, and many letters and digits',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://www.textboostsms.com/api/v3',
			default: 'https://www.textboostsms.com/api/v3',
			hint: 'For a host other than TextBoost, copy it from Developers there. It mostly ends in /api/v3.',
			description:
				'The address of the API, including its prefix such as /api/v3, without a slash at the end. If the Developers page of your host shows /api/http, enter /api/v3 instead.',
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			placeholder: 'e.g. 33',
			default: '',
			description:
				"Added to phone numbers without a country code, by that country's numbering plan: with 33, 06 12 34 56 78 becomes +33612345678. Leave empty to send numbers as typed.",
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			placeholder: 'e.g. Europe/Paris',
			default: '',
			description:
				'The time zone of the times that your host returns. Leave empty if you do not know it: these times then have no offset. Send At uses the time zone in the profile of your account, and this one only if the profile has none or cannot be read.',
		},
	];

	authenticate = signRequest;

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: BASE_URL_EXPRESSION,
			url: '/balance',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			// So that the rules see the body of every answer.
			ignoreHttpStatusErrors: true,
		},
		// The product answers with HTTP 200 and a sentence, whatever is wrong (fact sheet, section 16.1).
		rules: [
			...rulesFor('message', WRONG_TOKEN, [
				'Unauthenticated.',
				'These credentials do not match our records.',
			]),
			...rulesFor('message', NO_RIGHT, [
				'This action is unauthorized.',
				'You do not have permission to access API',
			]),
			...rulesFor('message', TOO_MANY, ['Too Many Attempts.']),
			...rulesFor('status', REFUSED, ['error']),
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
