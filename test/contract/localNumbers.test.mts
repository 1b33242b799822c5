import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it, jest } from '@jest/globals';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { OperationField } from './fields.mts';
import { fieldsOf } from './fields.mts';
import { operationsOf } from './operations.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

const isPhone = ({ path }: OperationField) =>
	['to', 'phone', 'additionalFields.phone', 'additionalFields.alsoTo'].includes(path);

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const placesIn = (isMeant: (operation: string) => boolean) =>
		operationsOf(gateway.name, setup.engine.package)
			.filter(({ operation }) => isMeant(operation))
			.flatMap((operation) => fieldsOf(operation, setup.engine.package).filter(isPhone));
	/** All fields with a number that is compared with those of a group. */
	const comparedPlaces = () => placesIn((operation) => operation === 'syncGroup');
	/** All other fields with a number that is sent to or saved; a question goes to one, see ask.test.mts. */
	const places = () =>
		placesIn(
			(operation) =>
				!operation.startsWith('get') && !['syncGroup', 'sendAndWait'].includes(operation),
		);

	async function runWith(field: OperationField, numbers: string[], defaultCountryCode: string) {
		gateway.giveCredit(setup.sandbox);
		const { type, data } = gateway.credential(setup.sandbox);
		return await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: field.parametersWith('={{ $json.phone }}'),
			credentials: { [type]: { ...data, defaultCountryCode } },
			items: numbers.map((phone) => ({ phone })),
			settings: { onError: 'continueRegularOutput' },
		});
	}

	async function hintsFor(...[field, numbers, code]: Parameters<typeof runWith>) {
		const { run } = await runWith(field, numbers, code);
		const tasks = run.data.resultData.runData.Node ?? [];
		const hints = (tasks.at(-1)?.hints ?? []).map(({ message }) => message);
		return hints.filter((hint) => hint.includes('country code'));
	}

	it('says in a hint which numbers have no country code, wherever one is sent to or saved', async () => {
		expect(places().length).toBeGreaterThan(2);
		for (const field of places()) {
			expect(await hintsFor(field, ['06 12 34 56 78', '+33687654321', '0687654321'], '')).toEqual([
				`2 numbers have no country code: 0612345678, 0687654321. ${gateway.title} decides which country they belong to, or refuses them. Enter numbers with the country code, e.g. +33612345678, or fill in Default Country Code in the credential.`,
			]);
		}
	});

	it('says nothing of numbers with a country code, and of short codes', async () => {
		for (const field of places()) {
			expect(await hintsFor(field, ['06 12 34 56 78'], '33')).toEqual([]);
			expect(await hintsFor(field, ['+33612345678', '0033612345678', '38080'], '')).toEqual([]);
		}
	});

	it('refuses a number without a country code where it is compared with those of a group', async () => {
		for (const field of comparedPlaces()) {
			setup.sandbox.requests.clear();
			const { json } = await runWith(field, ['06 12 34 56 78', '0687654321'], '');
			const refused = ['0612345678', '0687654321'].map((number, place) => ({
				change: 'failed',
				error: `Phone is “${number}”, which has no country code, so it cannot be compared with the numbers in the group. [item ${place}]`,
			}));
			expect(json).toMatchObject(refused);
			expect(setup.sandbox.requests.all).toEqual([]);
		}
	});

	it('says under each field with a number how to enter it', () => {
		for (const field of [...places(), ...comparedPlaces()])
			expect(field.hint).toMatch(/^With the country code, /);
	});
});
