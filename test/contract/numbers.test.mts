import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it, jest } from '@jest/globals';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { RecordedRequest } from '../../lab/sandbox/requestLog.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import type { OperationField } from './fields.mts';
import { fieldsOf } from './fields.mts';
import { byId, operationsOf } from './operations.mts';
import { saidIn } from './said.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** What people wrote, the default country code, and the digits of the number that they meant. */
const MEANT: Array<[unknown, string, string]> = [
	['33612345678.0', '', '33612345678'],
	['33612345678,00', '', '33612345678'],
	['+33 06 12 34 56 78', '', '33612345678'],
	['033612345678', '33', '33612345678'],
	['(555) 123-4567', '1', '15551234567'],
	['612 34 56 78', '34', '34612345678'],
	[612345678, '33', '33612345678'],
	['011 44 7700 900123', '1', '447700900123'],
	['14128018888', '65', '14128018888'],
	['+1\uFE0D-555-123-4567', '', '15551234567'],
	['\uFFFC+15551234567', '', '15551234567'],
	['\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668', '33', '33612345678'],
	['tel:+33612345678', '', '33612345678'],
	["'+33612345678", '', '33612345678'],
];

/** What is no number, and what the error says of it. */
const REFUSED: Array<[unknown, RegExp]> = [
	['33612345678.5', /has a fraction/],
	['+15551234567;5555', /looks like a number with an extension/],
	['+15551234567,,89', /looks like a number with an extension/],
	['0', /is empty/],
	['00', /is empty/],
	['+0', /is empty/],
	['0.0', /is empty/],
	['0.00', /is empty/],
	['+33612345678/79', /looks like two numbers in one/],
	['+33612345678/79/80', /looks like two numbers in one/],
	['+33612345678 - 79', /looks like two numbers in one/],
	['+33612345678 79', /looks like two numbers in one/],
	['4.41E+11', /is how a spreadsheet shows a long number, whose last digits are lost/],
	[{ label: 'work', value: '+33612345678' }, /is an object and not a phone number/],
	[true, /is not a phone number but true or false/],
];

const COUNTRY_CODES = [...new Set(MEANT.map(([, code]) => code))];

const isPhone = ({ path }: OperationField) => /^(to|phone)$|\.(phone|inboxNumber)$/.test(path);

/** Runs of digits that are as long as a number, in all that a request says. */
function numbersIn(request: RecordedRequest): string[] {
	// An id of BestSMSGateway, with the time in it.
	const { batch_id: _, ...form } = request.form;
	const said = saidIn({ ...request, form });
	const numbers = said.match(/(?<!\w)\+?[0-9][0-9 ().-]{6,}[0-9](?!\w)/g) ?? [];
	return numbers.map(digitsOf).filter((digits) => digits.length > 8);
}

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const { name, credential: credentialOf } = gateway;
	let runs = 0;

	async function runWith(field: OperationField, values: unknown[], defaultCountryCode: string) {
		setup.sandbox.requests.clear();
		gateway.giveCredit(setup.sandbox);
		const { type, data } = credentialOf(setup.sandbox);
		// What depends on the group first looks whether it is there, or who is in it.
		const inGroup = {
			...(name === 'textBoost' && {
				groupId: byId(setup.sandbox.textBoost.seedGroup('A', 0)),
			}),
			...(name === 'smstools' && {
				groupId: byId(setup.sandbox.smstools.addGroup(`Group of run ${++runs}`)),
			}),
			...(name === 'bestSmsGateway' && {
				groupId: { __rl: true, mode: 'name', value: `Group of run ${++runs}` },
			}),
		};
		return await setup.engine.run({
			type: nodeOf(name),
			parameters: { ...field.parametersWith('={{ $json.value }}'), ...inGroup },
			credentials: { [type]: { ...data, defaultCountryCode } },
			items: values.map((value) => ({ value: value as string })),
			settings: { onError: 'continueRegularOutput' },
		});
	}

	const places = () =>
		operationsOf(name, setup.engine.package)
			// A question goes to one number, see ask.test.mts.
			.filter(({ operation }) => operation !== 'sendAndWait')
			.flatMap((operation) =>
				fieldsOf(operation, setup.engine.package)
					.filter(isPhone)
					.map((field) => ({
						field,
						where: `${operation.resource} ${operation.operation} ${field.path}`,
						// TextBoost is not asked for a number; the rows that it gives are told apart here.
						isAsked: `${name} ${field.path}` !== 'textBoost filters.phone',
					})),
			);

	it('asks for the number that was meant, and for no other, wherever a number is read', async () => {
		const wrong: string[] = [];
		expect(places().length).toBeGreaterThan(4);
		for (const { field, where, isAsked } of places()) {
			for (const code of COUNTRY_CODES) {
				const rows = MEANT.filter((row) => row[1] === code);
				const { json } = await runWith(
					field,
					rows.map(([written]) => written),
					code,
				);
				const meant = new Set(rows.map(([, , number]) => number));
				const asked = new Set(setup.sandbox.requests.all.flatMap(numbersIn));
				const missing = [...meant].filter((number) => isAsked && !asked.has(number));
				const strange = [...asked].filter((number) => !meant.has(number));
				const refused = json.filter(({ error }) => plainText(error).startsWith(field.displayName));
				if (missing.length + strange.length + refused.length > 0) {
					wrong.push(`${where}, ${code}: ${JSON.stringify({ missing, strange, refused })}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});

	it('refuses what is no number, with the cause, wherever a number is read', async () => {
		const wrong: string[] = [];
		for (const { field, where } of places()) {
			const { json } = await runWith(
				field,
				REFUSED.map(([written]) => written),
				'',
			);
			for (const [place, [written, cause]] of REFUSED.entries()) {
				const said = plainText(json[place]?.error);
				if (!said.startsWith(`${field.displayName} `) || !cause.test(said)) {
					wrong.push(`${where}, ${JSON.stringify(written)}: ${said}`);
				}
			}
			if (setup.sandbox.requests.all.length > 0) wrong.push(`${where}: asked the gateway`);
		}
		expect(wrong).toEqual([]);
	});
});
