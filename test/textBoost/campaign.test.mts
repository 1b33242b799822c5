import { beforeEach, describe, expect, it } from '@jest/globals';
import { plainText } from '../engine/plainText.mts';
import { bodyOf, byId, hintsOf, refusal, setUp, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;
const campaign = (groupId: string) => ({
	groupId: byId(groupId),
	from: 'YourName',
	message: 'Everything must go',
});
const HOUR_MS = 60 * 60 * 1000;
const noCampaigns =
	'This host has no campaigns under its Base URL: they need a newer version of the server.';

describe.each(['3.8.0', '3.9', '3.13.0'] as const)('Create, on version %s', (version) => {
	beforeEach(() => {
		textBoost().settings.version = version;
	});

	it('writes to all contacts of one or more groups', async () => {
		const [first, second] = [textBoost().seedGroup('A', 2), textBoost().seedGroup('B', 1)];
		const result = await run('campaign', 'create', campaign(`${first}, ${second};${first}`));
		expect(result.items).toEqual([
			{
				json: {
					id: textBoost().campaigns[0]?.uid,
					name: textBoost().campaigns[0]?.name,
					groupId: `${first},${second}`,
					status: 'queued',
					segments: 1,
					encoding: 'GSM-7',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hintsOf(result)).toEqual([]);
		expect(urlsOf(setup)).toEqual(['POST /textboost/api/v3/sms/campaign']);
		expect(bodyOf(setup.sandbox.requests.all[0])).toEqual({
			contact_list_id: `${first},${second}`,
			sender_id: 'YourName',
			type: 'plain',
			message: 'Everything must go',
		});
		expect(textBoost().campaigns).toMatchObject([{ recipients: 3 }]);
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

	it("never takes a stranger's campaign for the one that was made", async () => {
		const groupId = textBoost().seedGroup('A', 1);
		const at = new Date(Date.now() - HOUR_MS);
		const createdAt = Math.floor(at.getTime() / 1000)
			.toString(16)
			.padEnd(13, '0');
		textBoost().seedCampaign({ owner: 'stranger', text: 'Theirs' });
		Object.assign(textBoost().campaigns[0] ?? {}, { uid: createdAt, name: 'API_theirs' });
		const result = await run('campaign', 'create', campaign(groupId));
		const own = textBoost().campaigns[1];
		expect(own).toMatchObject({ owner: 'own', text: 'Everything must go' });
		if (version === '3.13.0') {
			expect(result.json).toMatchObject([{ id: own?.uid, name: own?.name }]);
			expect(hintsOf(result)).toEqual([]);
			return;
		}
		const reason =
			'The campaign was created, but TextBoost returned the ID of another one, as some versions of its server do. So the ID of this one is unknown.';
		expect(result.json).toEqual([
			{
				...{ id: null, name: null, groupId, status: null },
				segments: 1,
				encoding: 'GSM-7',
				reason,
			},
		]);
		expect(hintsOf(result)).toEqual([reason]);
	});

	it('gives no two campaigns of a run the same ID', async () => {
		const groupId = textBoost().seedGroup('A', 1);
		const result = await run('campaign', 'create', campaign(groupId), { items: [{}, {}, {}] });
		const own = textBoost().campaigns.map(({ uid }) => uid);
		expect(own).toHaveLength(3);
		const isTold = version === '3.13.0';
		expect(result.json.map(({ id }) => id)).toEqual(isTold ? own : [own[0], null, null]);
	});

	it.each([
		['a dropped connection', { kind: 'drop' }],
		['HTTP 403', refusal('No', 403)],
		['HTTP 200 with an error', refusal('Undefined array key "x"')],
	] as const)('is not created twice by Retry On Fail after %s', async (_, fault) => {
		const groupId = textBoost().seedGroup('A', 1);
		setup.sandbox.faults.add({ path: '/sms/campaign', when: 'after', fault });
		const result = await run('campaign', 'create', campaign(groupId), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toMatch(/may still have been created/);
		expect(textBoost().campaigns).toHaveLength(1);
	});

	it.each([
		['is not there', '60000000aaaaa', 'TextBoost has no group with this ID (HTTP 404): '],
		['is empty', 'empty', 'The group has no contacts to send to (HTTP 404): '],
	])('tells that a group %s', async (_, group, sentence) => {
		const groupId = group === 'empty' ? textBoost().seedGroup('A', 0) : group;
		const result = await run('campaign', 'create', campaign(groupId), {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.json).toEqual([
			{
				error: expect.stringMatching(/ The campaign was not created\. \[item 0\]$/),
				outcome: 'notSent',
			},
		]);
		expect(plainText(result.json[0]?.error)).toContain(sentence);
		expect(textBoost().campaigns).toEqual([]);
	});
});

describe('Get', () => {
	it.each(['3.9', '3.13.0'] as const)(
		'returns how many were delivered, on version %s',
		async (version) => {
			textBoost().settings.version = version;
			const groupId = textBoost().seedGroup('A', 4);
			const created = await run('campaign', 'create', campaign(groupId));
			const campaignId = plainText(created.json[0]?.id);
			const result = await run('campaign', 'get', { campaignId });
			expect(result.json).toEqual([
				{
					id: campaignId,
					name: textBoost().campaigns[0]?.name,
					text: 'Everything must go',
					status: 'queued',
					enroute: 0,
					accepted: 0,
					delivered: 0,
					undelivered: 0,
					rejected: 0,
					expired: 0,
					skipped: 0,
					failed: 0,
				},
			]);
			expect(urlsOf(setup)[1]).toBe(`GET /textboost/api/v3/campaign/${campaignId}/view`);
			const raw = await run('campaign', 'get', { campaignId, simplify: false });
			expect(raw.json).toMatchObject([
				{ created_at: expect.any(String), stats: { skipped_count: 0 } },
			]);
			const unknown = await run('campaign', 'get', { campaignId: '606812e63f700' });
			expect(unknown.error?.message).toMatch(/^TextBoost has no campaign with this ID: /);
		},
	);

	it('reads the counts of the host', async () => {
		const stats = {
			...{ enroute_count: 1, delivered_count: 2, undelivered_count: 3, rejected_count: 4 },
			...{ accepted_count: 5, failed_count: 6, expired_count: 7, skipped_count: 8 },
		};
		const body = JSON.stringify({ status: 'success', data: { name: 'A', status: 'done', stats } });
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const { json } = await run('campaign', 'get', { campaignId: 'a1' });
		expect(json).toMatchObject([
			{
				...{ enroute: 1, delivered: 2, undelivered: 3, rejected: 4 },
				...{ accepted: 5, failed: 6, expired: 7, skipped: 8 },
			},
		]);
	});

	it.each(['3.1.0', '3.8.0'] as const)(
		'tells that version %s does not show campaigns',
		async (version) => {
			textBoost().settings.version = version;
			const { error } = await run('campaign', 'get', { campaignId: '606812e63f700' });
			expect(error).toEqual({
				message:
					'This host does not show campaigns under its Base URL: that needs a newer version of the server. [item 0]',
				description: expect.stringMatching(/^Check what happened to the campaign on the website/),
			});
		},
	);
});

it('tells that version 3.1.0 has no campaigns', async () => {
	textBoost().settings.version = '3.1.0';
	const { error } = await run('campaign', 'create', campaign('a1'));
	expect(error).toEqual({
		message: `${noCampaigns} The campaign was not created. [item 0]`,
		description: expect.stringMatching(/use SMS > Send Many/),
	});
});

it.each([404, 405])('tells that a host has no campaigns by HTTP %s', async (status) => {
	const body = '{"message":"Not supported."}';
	setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status, body } });
	const { error } = await run('campaign', 'create', campaign('a1'));
	expect(error?.message).toContain(noCampaigns);
});
