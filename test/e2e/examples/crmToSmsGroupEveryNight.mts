import { isDeepStrictEqual } from 'node:util';
import { digitsOf } from '../../../lab/gateways/phoneNumber.mts';
import { withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { finishedRun } from '../../../lab/n8n/finishedRun.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const boss = '+31687654321';

/** A row of the CRM. */
interface Person {
	phone: string;
	firstName: string;
	lastName: string;
}

/** One of them is not more than Most Removals. */
const people: Person[] = Array.from({ length: 12 }, (_, n) => ({
	phone: `+316120000${String(n).padStart(2, '0')}`,
	firstName: 'Ada',
	lastName: `Smith ${n}`,
}));
const newcomer: Person = { phone: '+31612000099', firstName: 'Grace', lastName: 'Hopper' };

/**
 * Runs "CRM → SMS group every night" for four nights: the group becomes equal to the table, follows somebody who was
 * changed, one who was added and one who was removed, and is left alone when nothing or too much has changed. Of the
 * last the boss is told by one SMS.
 */
export async function runCrmToSmsGroupEveryNight(stage: Stage): Promise<string> {
	const { textBoost } = stage.sandbox;
	const { rest, signal } = stage.session;
	const columns = ['phone', 'firstName', 'lastName'].map((name) => ({ name, type: 'string' }));
	const table = await rest.createDataTable({ name: 'CRM contacts', columns });
	const rowOf = ({ phone }: Person) => ({ column: 'phone', value: phone });
	// Another example has made a group of the same name.
	textBoost.clear();
	textBoost.seedGroup('Customers', 0);
	const workflow = await publishExample('crm-to-sms-group-every-night.json', stage, (example) => {
		const dataTableId = { __rl: true, mode: 'list', value: table };
		const withTable = withParameters(example, 'CRM contacts', { dataTableId });
		return withParameters(withTable, 'SMS to the boss', { to: boss });
	});
	const complaints: string[] = [];

	const expectNight = async (title: string, changes: readonly string[], group: Person[]) => {
		const run = async () => await rest.runWorkflow(workflow, 'Every night');
		await finishedRun(workflow.id, rest, signal, run);
		const items = (await rest.executionsOf(workflow.id, 'Sync group')).at(-1)?.items ?? [];
		const seen = items.map(({ change }) => change);
		if (!isDeepStrictEqual(seen, changes)) {
			complaints.push(`${title}: ${seen.join()}, not ${changes.join()}.`);
		}
		const held = textBoost.contacts.map(lineOf).sort();
		if (!isDeepStrictEqual(held, group.map(lineOf).sort())) {
			complaints.push(`${title}, the group holds ${held.join('; ')}.`);
		}
	};

	const [changed, gone, ...others] = people;
	if (!changed || !gone) throw new Error('There are twelve.');
	await rest.addRows(
		table,
		people.map((person) => ({ ...person })),
	);
	await expectNight('The first night', Array(12).fill('added'), people);

	await rest.updateRows(table, rowOf(changed), { lastName: 'Byron' });
	await rest.addRows(table, [{ ...newcomer }]);
	await rest.deleteRows(table, rowOf(gone));
	const group = [{ ...changed, lastName: 'Byron' }, ...others, newcomer];
	await expectNight('Three differences', ['updated', 'added', 'removed'], group);
	await expectNight('No difference', [], group);

	const messages = textBoost.messages.length;
	for (const person of others.slice(0, 5)) await rest.deleteRows(table, rowOf(person));
	await expectNight('Too many gone', Array(7).fill('failed'), group);
	const sent = textBoost.messages.slice(messages).map(({ number, text }) => ({ number, text }));
	const [sms] = sent;
	const isTold = sms?.number === digitsOf(boss) && sms.text.includes('5 of 12 contacts');
	if (sent.length !== 1 || !isTold) {
		complaints.push(`The boss did not get one SMS, but: ${JSON.stringify(sent)}`);
	}
	if (complaints.length > 0) throw new Failure('The group is not as it should be:', complaints);
	return `12 added; one updated, added and removed; none; 5 of 12 gone: “${sms?.text}”`;
}

function lineOf({ phone, firstName, lastName }: Record<keyof Person, string | null>): string {
	return [digitsOf(phone ?? ''), firstName, lastName].join(' ');
}
