import { describe, expect, it } from '@jest/globals';
import { setUpTrigger } from './triggerSetup.mts';

const PER_PAGE = 300;
const everyStatus = { event: 'smsStatusChanged', statuses: [] };
const NO_RECORDS = { total: 0, totalpages: 0, p: 0, perpage: 300, records: [] };

/** Responses to a question by ids that lack what is there, as of a replica that is behind. */
const LACKING: Array<[string, object]> = [
	['is empty', NO_RECORDS],
	['says that there is no record', { total: 0, error_code: 10, error: 'no record found' }],
];

describe('BestSMSGateway Trigger, an open SMS that an answer lacks', () => {
	const setup = setUpTrigger();
	const gateway = () => setup.sandbox.bestSmsGateway;

	describe.each(LACKING)('that %s', (_name, body) => {
		it.each([1, 2])('is followed after %s such answers', async (times) => {
			const [id = 0] = gateway().seedMessages(1, () => ({
				recipient: '2348012345678',
				text: 'open',
				locked: true,
			}));
			gateway().seedMessages(PER_PAGE, (i) => ({ recipient: `23480${i}`, text: 'delivered' }));
			setup.clock.advance(10_000);
			const poller = await setup.activated(everyStatus);
			setup.sandbox.faults.add({
				when: 'after',
				times,
				form: { sms_ids: String(id) },
				fault: { kind: 'answer', status: 200, body: JSON.stringify(body) },
			});
			for (let polls = 0; polls < times; polls += 1) expect(await poller.poll()).toEqual([]);
			gateway().endMessage(id, 2);
			expect(await poller.poll()).toMatchObject([
				{ id: String(id), previousStatus: 'queued', status: 'delivered' },
			]);
		});
	});
});
