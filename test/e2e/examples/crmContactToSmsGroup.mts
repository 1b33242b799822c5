import { withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { postAndFinish, publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';

const phone = '+32474111222';

/** A contact that comes in twice from the CRM is created, then updated. */
export async function runCrmContactToSmsGroup(stage: Stage): Promise<string> {
	const { smstools } = stage.sandbox;
	const groupid = smstools.addGroup('Customers');
	const groupId = { __rl: true, mode: 'id', value: groupid };
	const workflow = await publishExample('crm-contact-to-sms-group.json', stage, (example) =>
		withParameters(example, 'Save contact', { groupId }),
	);
	const contactsAfter = async (lastName: string) => {
		const body = { phone, firstName: 'Ada', lastName, birthday: '1990-12-10' };
		await postAndFinish(workflow, 'crm-contact-to-sms-group', body, stage);
		return smstools.contacts
			.filter((contact) => contact.groupid === groupid)
			.map(({ firstname, lastname, birthday }) => `${firstname} ${lastname}, ${birthday}`)
			.join('; ');
	};
	const created = await contactsAfter('Byron');
	const updated = await contactsAfter('Lovelace');
	if (created !== 'Ada Byron, 1990-12-10' || updated !== 'Ada Lovelace, 1990-12-10') {
		throw new Failure(`The group has “${created}” after the first, “${updated}” after the second.`);
	}
	return `${created} became ${updated}, and is in the group once`;
}
