import { beforeEach, describe, expect, it } from '@jest/globals';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
import { bodyOf, manyItems, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const sends = () => setup.sandbox.requests.to('/sms/send');
const sizes = () =>
	sends().map((request) => plainText(bodyOf(request).recipient).split(',').length);
const oneText = () => 'Same for all';

describe.each(TEXTBOOST_VERSIONS)('on version %s', (version) => {
	beforeEach(() => {
		setup.sandbox.textBoost.settings.version = version;
	});

	it('keeps apart what differs in text, sender, time or template', async () => {
		const items = [
			{ phone: '+31600000001', text: 'a', from: 'X', at: '', dlt: '' },
			{ phone: '+31600000002', text: 'b', from: 'X', at: '', dlt: '' },
			{ phone: '+31600000003', text: 'a', from: 'Y', at: '', dlt: '' },
			{ phone: '+31600000004', text: 'a', from: 'X', at: '2090-01-01T10:00:00Z', dlt: '' },
			{ phone: '+31600000005', text: 'a', from: 'X', at: '', dlt: '1107' },
			{ phone: '+31600000006', text: 'a', from: 'X', at: '', dlt: '' },
		];
		const result = await run(
			'sms',
			'sendMany',
			{
				...smsFromItem,
				from: '={{ $json.from }}',
				additionalFields: {
					sendAt: '={{ $json.at }}',
					dltTemplateId: '={{ $json.dlt }}',
					maxConcurrency: 1,
				},
			},
			{ items },
		);
		expect(sends().map((request) => bodyOf(request).recipient)).toEqual([
			'31600000001,31600000006',
			'31600000002',
			'31600000003',
			'31600000004,',
			'31600000005',
		]);
		expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
	});

	it('tells for each item what happened to it', async () => {
		const reason = '31600000001 is a invalid phone number';
		setup.sandbox.textBoost.blockNumber('31600000001', reason);
		const items = manyItems(3, oneText);
		const result = await run('sms', 'sendMany', smsFromItem, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(sizes()).toEqual([3]);
		if (version === '3.1.0') {
			// It does not tell which numbers it leaves out (recorded: "send to two, one bad").
			expect(result.json.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
			return;
		}
		expect(result.json).toMatchObject([{ to: items[0]?.phone }, { to: items[2]?.phone }]);
		expect(result.errorItems).toEqual([
			{
				json: {
					...items[1],
					error: `TextBoost did not accept this number: “${reason}”. The SMS was not sent. [item 1]`,
					outcome: 'notSent',
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it.each([
		[0, '[item 0]'],
		[1, '[item 1]'],
	])('a request that gets HTTP 403 is unknown for every item: %s', async (place, mark) => {
		setup.sandbox.faults.add({
			path: '/sms/send',
			when: 'before',
			fault: { kind: 'answer', status: 403, body: '{"status":"error","message":"No credit"}' },
		});
		const result = await run('sms', 'sendMany', smsFromItem, {
			items: manyItems(2, oneText),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.errorItems[place]?.json).toMatchObject({
			outcome: 'unknown',
			error: expect.stringContaining(mark),
		});
	});
});
