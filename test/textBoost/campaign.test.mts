import { describe, expect, it } from '@jest/globals';
import { bodyOf, byId, setUp, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;
const campaign = (groupId: string) => ({
	groupId: byId(groupId),
	from: 'YourName',
	message: 'Everything must go',
});

describe('Create', () => {
	it('writes to all contacts of one or more groups', async () => {
		const [first, second] = [textBoost().seedGroup('A', 2), textBoost().seedGroup('B', 1)];
		const before = textBoost().messages.length;
		const result = await run('campaign', 'create', campaign(`${first}, ${second};${first}`));
		expect(result.items).toEqual([
			{
				json: {
					id: textBoost().campaigns[0]?.uid,
					name: 'API',
					groupId: `${first},${second}`,
					status: 'queued',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(urlsOf(setup)).toEqual(['POST /textboost/api/v3/sms/campaign']);
		expect(bodyOf(setup.sandbox.requests.all[0])).toEqual({
			contact_list_id: `${first},${second}`,
			sender_id: 'YourName',
			type: 'plain',
			message: 'Everything must go',
		});
		expect(textBoost().messages).toHaveLength(before + 3);
	});

	it("can be scheduled in the account's zone, and have a DLT template", async () => {
		const additionalFields = { sendAt: '2090-01-01T10:00:00Z', dltTemplateId: '1107' };
		const groupId = textBoost().seedGroup('A', 1);
		await run('campaign', 'create', { ...campaign(groupId), additionalFields });
		expect(bodyOf(setup.sandbox.requests.to('/campaign')[0])).toMatchObject({
			schedule_time: '2090-01-01 15:30',
			dlt_template_id: '1107',
		});
		expect(textBoost().campaigns[0]?.dueAt).toEqual(new Date('2090-01-01T10:00:00Z'));
	});

	it.each([
		['a dropped connection', { kind: 'drop' }],
		['HTTP 403', { kind: 'answer', status: 403, body: '{"status":"error","message":"No"}' }],
	] as const)('is not created twice by Retry On Fail after %s', async (_, fault) => {
		const groupId = textBoost().seedGroup('A', 1);
		setup.sandbox.faults.add({ path: '/sms/campaign', when: 'after', fault });
		const result = await run('campaign', 'create', campaign(groupId), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toMatch(/may have been created all the same/);
		expect(textBoost().campaigns).toHaveLength(1);
	});

	it('tells that a group is not there', async () => {
		const result = await run('campaign', 'create', campaign('60000000aaaaa'), {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.json).toEqual([
			{
				error:
					'TextBoost refused (HTTP 404): “Contact group not found”. The campaign was not created. [item 0]',
				outcome: 'notSent',
			},
		]);
	});
});

describe('Get', () => {
	it('returns how many were delivered', async () => {
		const groupId = textBoost().seedGroup('A', 4);
		const created = await run('campaign', 'create', campaign(groupId));
		const campaignId = String(created.json[0]?.id);
		const result = await run('campaign', 'get', { campaignId });
		expect(result.json).toEqual([
			{
				id: campaignId,
				name: 'API',
				text: 'Everything must go',
				status: 'done',
				enroute: 0,
				accepted: 0,
				delivered: 4,
				undelivered: 0,
				rejected: 0,
				failed: 0,
			},
		]);
		expect(urlsOf(setup)[1]).toBe(`GET /textboost/api/v3/campaign/${campaignId}/view`);
		const raw = await run('campaign', 'get', { campaignId, simplify: false });
		expect(raw.json).toMatchObject([
			{ created_at: '30th Aug 25, 8:14 AM', stats: { skipped_count: 0 } },
		]);
	});
});

it.each([
	['create', { ...campaign('a1') }],
	['get', { campaignId: 'a1' }],
])('%s tells that a host has no campaigns', async (operation, parameters) => {
	textBoost().settings.campaigns = false;
	const missing = await run('campaign', operation, parameters);
	setup.sandbox.faults.add({
		when: 'before',
		fault: { kind: 'answer', status: 405, body: '{"message":"Not supported."}' },
	});
	const refused = await run('campaign', operation, parameters);
	for (const { error } of [missing, refused]) {
		expect(error?.message).toMatch(
			/^This host has no campaigns under its Base URL\. .+\/textboost\/api\/http\./,
		);
		expect(error?.description).toMatch(/^Use SMS > Send Many instead/);
	}
});
