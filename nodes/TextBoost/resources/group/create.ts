import { success } from '../../../shared/failure/failure';
import { creationInWords } from '../../../shared/sending/creation';
import { recordIn } from '../../api/pages';
import { creationOperation } from '../../gateway';
import { toGroup } from '../../records/group';

/** From the vendor document. Nothing says that a name can be there only once. */
export const groupCreate = creationOperation(
	{ method: 'POST', url: '/contacts' },
	{
		outcomeInWords: creationInWords('group'),
		read: ({ fields }) => ({
			name: fields.text('name', 'Name'),
			simplify: fields.flag('simplify', true),
		}),
		async create({ name, simplify }, { api, endpoint }) {
			const answer = await api.call({ ...endpoint, body: { name } });
			if (!answer.ok) return answer;
			const row = recordIn(answer.value.data);
			return success(simplify ? toGroup({ name, ...row }) : (row ?? answer.value.body));
		},
	},
);
