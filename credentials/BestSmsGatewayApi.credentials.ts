import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIMEZONE } from '../nodes/BestSmsGateway/api/account';
import { signRequest } from '../nodes/BestSmsGateway/api/signature';
import { BASE_URL_EXPRESSION } from '../nodes/shared/input/baseUrl';

export class BestSmsGatewayApi implements ICredentialType {
	name = 'bestSmsGatewayApi';

	displayName = 'BestSMSGateway API';

	icon: Icon = {
		light: 'file:../icons/bestSmsGateway.svg',
		dark: 'file:../icons/bestSmsGateway.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/blob/main/docs/bestsmsgateway.md#where-to-find-the-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Sub-Account',
			name: 'subAccount',
			type: 'string',
			required: true,
			placeholder: 'e.g. 001_mysub1',
			default: '',
			hint: 'Create a sub-account on the website, and enter its name with the number at the start, e.g. 001_mysub1',
			description: 'The name of a sub-account that you created on the website',
		},
		{
			displayName: 'Sub-Account Password',
			name: 'subAccountPassword',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Not the password that you log in to the website with',
			description: 'The password of the sub-account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://bestsmsgateway.com/api_v1',
			default: 'https://bestsmsgateway.com/api_v1',
			description:
				'The address of the API, without a slash at the end. For another website that runs the same software, enter its address.',
		},
		{
			displayName: 'Default Country Code',
			name: 'defaultCountryCode',
			type: 'string',
			placeholder: 'e.g. 234',
			default: '',
			description:
				"Added to phone numbers without a country code, by that country's numbering plan: with 234, 0809 430 9926 becomes +2348094309926. If empty, the gateway uses the dial code of the sub-account.",
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			placeholder: 'e.g. Africa/Lagos',
			default: DEFAULT_TIMEZONE,
			description:
				"The time zone of times without an offset. Not documented; the vendor's public source code uses Africa/Lagos.",
		},
		{
			displayName: 'Shared Sub-Account',
			name: 'sharedSubAccount',
			type: 'boolean',
			default: false,
			description:
				'Whether other programs, or several n8n processes such as workers, also send from this sub-account. BestSMSGateway mixes up SMS that are sent in the same second. When on, the node checks for this before an SMS is sent: the workflow continues after a few seconds, and the SMS is sent 15 to 20 seconds later, or at the next full minute on websites that do not support seconds. A separate sub-account for each sender is better.',
		},
	];

	authenticate = signRequest;

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: BASE_URL_EXPRESSION,
			body: { action: 'account_info' },
			disableFollowRedirect: true,
		},
		rules: [
			...[1, 2, 4].flatMap(
				refusedWith(
					'BestSMSGateway does not recognize this combination of Sub-Account and Sub-Account Password. The name starts with a number, e.g. 001_mysub1.',
				),
			),
			...[5].flatMap(
				refusedWith('This sub-account is disabled. Enable it on the website, or use another one.'),
			),
			// Whatever else has no balance, such as a web page, is not an answer to this question.
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'balance',
					value: undefined,
					message:
						'The server at this Base URL is not the BestSMSGateway API. Check the Base URL: it ends in /api_v1, without a slash.',
				},
			},
		],
	};
}

/** A rule for an error code as a number and as a text: the gateway's document shows both. */
function refusedWith(message: string) {
	return (code: number) =>
		[code, String(code)].map((value) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'error_code', value, message },
		}));
}
