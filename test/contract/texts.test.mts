import { nodeOf } from '../../lab/gateways/gateway.mts';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import type { OperationField } from './fields.mts';
import { fieldsOf } from './fields.mts';
import { operationsOf } from './operations.mts';
import { saidIn } from './said.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

/** Expressions whose value is no text, by what it is. */
const NOT_TEXT = {
	'an object': '{ first: "Ann" }',
	'an empty object': '{}',
	'a list of objects': '[{ id: 1 }]',
	'a list of lists': '[["a"]]',
	'a text of an object': '"Hi " + { first: "Ann" }',
	'a text of a list of objects': '"Hi " + [{ a: 1 }, { b: 2 }]',
	'the words for an object': 'String({})',
	'not a number': 'NaN',
	'a text of no number': '"Total " + $json.missing * 2',
	infinity: '1 / 0',
	'a text of a missing field': '"Hi " + $json.missing',
	'the word undefined': 'String($json.missing)',
	'a text of null': '"Hi " + $json.none + ", welcome"',
	'the word null': 'String($json.none)',
	'a text of no date': '"See you " + DateTime.fromISO("never").toFormat("yyyy")',
	'an id that JavaScript rounded': '9007199254740993',
	'a text of a function': '"Hi " + "x".trim',
};

/** Expressions without a value. */
const NOTHING = { undefined: 'undefined', null: 'null', blank: '" "' };

/** An expression that has for the items of `itemsFor` the values of these, one after the other. */
const inTurn = (expressions: Record<string, string>) =>
	`={{ [${Object.values(expressions).join(', ')}][$json.place] }}`;
const itemsFor = (expressions: Record<string, string>) =>
	Object.keys(expressions).map((_, place) => ({ place, none: null }));

/** What nobody would write in a field. */
const JUNK = /\[object |undefined|\bnull\b|\bNaN\b|Infinity|Invalid Date|native code/;

const isText = ({ type }: OperationField) => type === 'string' || type === 'resourceLocator';

beforeEach(() => {
	for (const { giveCredit } of ALL_GATEWAYS) giveCredit(setup.sandbox);
});

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	async function runWith(field: OperationField, expressions: Record<string, string>) {
		setup.sandbox.requests.clear();
		const credential = gateway.credential(setup.sandbox);
		return await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: field.parametersWith(inTurn(expressions)),
			credentials: { [credential.type]: credential.data },
			items: itemsFor(expressions),
			settings: { onError: 'continueRegularOutput' },
		});
	}

	it('refuses in every text field what is not text, by the name of the field', async () => {
		const wrong: string[] = [];
		let fields = 0;
		for (const operation of operationsOf(gateway.name, setup.engine.package)) {
			for (const field of fieldsOf(operation, setup.engine.package).filter(isText)) {
				fields++;
				const where = `${operation.resource} ${operation.operation} ${field.path}`;
				const { json } = await runWith(field, NOT_TEXT);
				for (const [place, kind] of Object.keys(NOT_TEXT).entries()) {
					const said = plainText(json[place]?.error);
					const isNamed = said.startsWith(`${field.displayName} `) && !said.includes('“[object”');
					if (!isNamed) wrong.push(`${where}, ${kind}: ${JSON.stringify(json[place])}`);
				}
				if (setup.sandbox.requests.all.length > 0) wrong.push(`${where}: asked the gateway`);
			}
		}
		expect(wrong).toEqual([]);
		expect(fields).toBeGreaterThan(20);
	});

	it('sends nothing from any field of any kind that is not a value', async () => {
		const wrong: string[] = [];
		let requests = 0;
		for (const operation of operationsOf(gateway.name, setup.engine.package)) {
			for (const field of fieldsOf(operation, setup.engine.package)) {
				await runWith(field, { ...NOT_TEXT, ...NOTHING });
				const { all } = setup.sandbox.requests;
				requests += all.length;
				const junk = all.map(saidIn).find((said) => JUNK.test(said));
				const { resource, operation: name } = operation;
				if (junk !== undefined) wrong.push(`${resource} ${name} ${field.path}: ${junk}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(requests).toBeGreaterThan(20);
	});

	it('refuses an object within a text that is not all expression', async () => {
		setup.sandbox.requests.clear();
		const credential = gateway.credential(setup.sandbox);
		const result = await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: {
				resource: 'sms',
				operation: 'send',
				...gateway.parameters,
				to: gateway.phone(1),
				message: '=Hi {{ $json.customer }}',
			},
			credentials: { [credential.type]: credential.data },
			items: [{ customer: { first: 'Ann' } }],
		});
		expect(result.error?.message).toMatch(
			/^Message contains “\[object Object\]”, so an expression in it is an object and not text\./,
		);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it.each([
		['half an emoji', '={{ "Hello 😀".slice(0, 7) }}', 'Hello '],
		['the other half', '={{ "😀 Hello".slice(1) }}', ' Hello'],
		['NUL', '={{ "Hel\\u0000lo" }}', 'Hello'],
		['CR LF', '={{ "Hello\\r\\nAnn" }}', 'Hello\nAnn'],
		['CR', '={{ "Hello\\rAnn" }}', 'Hello\nAnn'],
		['a whole emoji', 'Hello 😀', 'Hello 😀'],
		[
			'words that somebody typed',
			'null and void, an undefined NaN',
			'null and void, an undefined NaN',
		],
		[
			'a word for nothing in what somebody else wrote',
			'={{ ["Das kostet null Euro"][0] }}',
			'Das kostet null Euro',
		],
		['nothing between words', '=Hi {{ $json.missing }}{{ null }}!', 'Hi !'],
		[
			'a word for nothing within a value between words',
			'=From {{ "Ann" }}: {{ ["Ich habe null Bock"][0] }}',
			'From Ann: Ich habe null Bock',
		],
		[
			'a word for nothing within a value that is added to another',
			'={{ ["Ann"][0] + ": " + ["Ich habe null Bock"][0] }}',
			'Ann: Ich habe null Bock',
		],
	])('sends a text with %s well-formed', async (_, message, text) => {
		setup.sandbox.requests.clear();
		const credential = gateway.credential(setup.sandbox);
		const { singleSms, phone } = gateway;
		const result = await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: {
				resource: 'sms',
				operation: 'send',
				...gateway.parameters,
				to: phone(1),
				message,
				...(gateway.name === 'bestSmsGateway' && {
					additionalFields: { whenTextChanges: 'send', fetchIds: false },
				}),
			},
			credentials: { [credential.type]: credential.data },
		});
		expect(result.error).toBeUndefined();
		const [request] = setup.sandbox.requests.all;
		const body: unknown =
			singleSms.encoding === 'form' ? request?.form : JSON.parse(request?.rawBody ?? '');
		expect(body).toMatchObject({ [singleSms.textField]: text });
	});

	async function send(to: string, message: string, item: IDataObject) {
		setup.sandbox.requests.clear();
		const credential = gateway.credential(setup.sandbox);
		return await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: {
				...{ resource: 'sms', operation: 'send', ...gateway.parameters, to, message },
				...(gateway.name === 'bestSmsGateway' && {
					additionalFields: { whenTextChanges: 'send', fetchIds: false },
				}),
			},
			credentials: { [credential.type]: credential.data },
			items: [item],
		});
	}

	it.each([
		[
			'two expressions',
			(phone: string) => `={{ "${phone.slice(0, 4)}" }}{{ "${phone.slice(4)}" }}`,
		],
		['a blank', (phone: string) => `={{ "${phone}" }} {{ "" }}`],
	])('judges no text by what another field has: %s in To', async (_, toOf) => {
		const text = 'Das kostet null';
		const result = await send(toOf(gateway.phone(1)), '={{ $json.text }}', { text });
		expect(result.error).toBeUndefined();
		expect(setup.sandbox.requests.all.map(saidIn).join()).toContain(text);
	});

	it.each([
		['={{ $json.a + " " + $json.b }}', 'undefined'],
		['={{ $json.a }} {{ String($json.b) }}', 'undefined'],
		['=Hi {{ "Mr " + $json.b }}', 'undefined'],
		['={{ $json.a ? "Hi " + $json.b : "Hello" }}', 'undefined'],
		['=Total: {{ String($json.b * 2) }} EUR', 'NaN'],
	])('refuses what an expression has no value for: %s', async (message, word) => {
		const result = await send(gateway.phone(1), message, { a: 'Hallo' });
		expect(result.error?.message).toContain(`Message contains “${word}”`);
		expect(setup.sandbox.requests.all).toEqual([]);
	});
});
