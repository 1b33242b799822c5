import { expect, it } from '@jest/globals';
import { recipientsOf } from '../../lab/gateways/gateways.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';

type Content = Partial<RecordedRequest> & Pick<RecordedRequest, 'vendor'>;

const one = ['4915752000001'];
const both = [...one, '4915752000002'];

const requests: Array<[string, Content, string[]]> = [
	[
		'a number in a form',
		{ vendor: 'smsGateway24', path: '/getdata/addsms', form: { sendto: '+4915752000001' } },
		one,
	],
	[
		'a list in JSON in a form',
		{
			vendor: 'smsGateway24',
			path: '/getdata/addalotofsms',
			form: { datajson: '{"smsdata":[{"sendto":"+4915752000001"},{"sendto":"4915752000002"}]}' },
		},
		both,
	],
	['a read', { vendor: 'smsGateway24', path: '/getdata/getallsms', form: { sendto: '1' } }, []],
	[
		'recipients, of whom the first is also a contact',
		{
			vendor: 'bestSmsGateway',
			form: {
				action: 'send_sms',
				recipients: '4915752000001',
				contacts: '[{"phone":"4915752000001"},{"phone":"4915752000002"}]',
			},
		},
		both,
	],
	[
		'a read with recipients',
		{ vendor: 'bestSmsGateway', form: { action: 'fetch_sms', recipients: '4915752000001' } },
		[],
	],
	[
		'an object with a list',
		{
			vendor: 'smstools',
			path: '/v1/message/send',
			rawBody: '{"message":"x","to":["4915752000001","4915752000002"]}',
		},
		both,
	],
	[
		'a list of objects',
		{
			vendor: 'smstools',
			path: '/v1/message/send',
			rawBody: '[{"to":"4915752000001"},{"to":"4915752000002"}]',
		},
		both,
	],
	[
		'a list in a text',
		{
			vendor: 'textBoost',
			path: '/api/v3/sms/send',
			rawBody: '{"recipient":"4915752000001,4915752000002"}',
		},
		both,
	],
	[
		'a number that comes twice',
		{
			vendor: 'bestSmsGateway',
			form: {
				action: 'send_sms',
				recipients: '4915752000001',
				contacts: '[{"phone":"4915752000001"},{"phone":"4915752000001"}]',
			},
		},
		[...one, ...one],
	],
	['no body', { vendor: 'textBoost', path: '/api/v3/sms/all', rawBody: '' }, []],
];

it.each(requests)('%s', (_title, content, expected) => {
	const request: RecordedRequest = {
		method: 'POST',
		path: '/',
		url: '/',
		query: {},
		headers: {},
		form: {},
		rawBody: '',
		undocumented: [],
		receivedAt: new Date(),
		...content,
	};
	expect(recipientsOf(request)).toEqual(expected);
});
