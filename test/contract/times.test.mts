import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { ALL_GATEWAYS, GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import type { OperationField } from './fields.mts';
import { fieldsOf } from './fields.mts';
import { byId, operationsOf } from './operations.mts';
import { saidIn } from './said.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

const NOT_A_TIME = 'which is not a date and time.';
const SERIAL = 'which is the number that a spreadsheet uses for a date, or not a date at all.';
const SECONDS = 'which looks like seconds since 1970.';
const TOO_MANY_DIGITS = 'which has too many digits for milliseconds since 1970.';
const EITHER_FIRST = 'which can be read with the day first or with the month first.';

/** Expressions for what is no date and time, and what the error says of it after the name of the field. */
const REFUSED: Array<[string, string]> = [
	['72763.5', `is “72763.5”, ${SERIAL}`],
	['"72763.5"', `is “72763.5”, ${SERIAL}`],
	['72763', `is “72763”, ${SERIAL}`],
	['2073725200', `is “2073725200”, ${SECONDS}`],
	['"2073725200"', `is “2073725200”, ${SECONDS}`],
	['4073725200000000', `is “4073725200000000”, ${TOO_MANY_DIGITS}`],
	['-1', `is “-1”, ${NOT_A_TIME}`],
	['NaN', `is “NaN”, ${NOT_A_TIME}`],
	['"15/03/2099 10:00"', `is “15/03/2099 10:00”, ${EITHER_FIRST}`],
	['"03/04/2099"', `is “03/04/2099”, ${EITHER_FIRST}`],
	['"3.4.99"', `is “3.4.99”, ${EITHER_FIRST}`],
	['"15-03-2099 10:00"', `is “15-03-2099 10:00”, ${EITHER_FIRST}`],
	['"2099-02-30T10:00"', `is “2099-02-30T10:00”, ${NOT_A_TIME}`],
	['"2099-13-01 10:00"', `is “2099-13-01 10:00”, ${NOT_A_TIME}`],
	['"2099-03-15T25:00"', `is “2099-03-15T25:00”, ${NOT_A_TIME}`],
	['"2099-03-15 10:00 or so"', `is “2099-03-15 10:00 or so”, ${NOT_A_TIME}`],
	['"tomorrow"', `is “tomorrow”, ${NOT_A_TIME}`],
	['"10:00"', `is “10:00”, ${NOT_A_TIME}`],
	['"2099"', `is “2099”, ${NOT_A_TIME}`],
	['true', `is “true”, ${NOT_A_TIME}`],
	['({ date: "2099-03-15T10:00" })', `is an object, ${NOT_A_TIME}`],
	['["2099-03-15T10:00"]', `is a list, ${NOT_A_TIME}`],
	['String({})', `is “[object Object]”, ${NOT_A_TIME}`],
	['String($json.missing)', `is “undefined”, ${NOT_A_TIME}`],
];

/** Expressions for one and the same date and time, and for none. */
const TAKEN = [
	'"2099-03-15T10:00"',
	'"2099-03-15T10:00:00"',
	'" 2099-03-15 10:00:00 "',
	'"2099-03-15T09:00:00Z"',
	'"2099-03-15T10:00:00.000+01:00"',
	'"2099-03-15 10:00:00 Europe/Paris"',
	'"2099-03-15 09:00:00+00"',
	'4077248400000',
	'"4077248400000"',
	'new Date(4077248400000)',
	'DateTime.fromMillis(4077248400000)',
	'DateTime.fromISO("1899-12-30", { zone: "UTC" }).plus({ days: 72759.375 })',
	'DateTime.fromSeconds(4077248400)',
	'DateTime.fromMillis(Math.floor(4077248400000000 / 1000))',
	'""',
	'null',
	'undefined',
];

/** Days of that time as gateways write them, with that of the filter, which may be a day wider. */
const TIMES = /2099-03-1[0-9][T ][0-9:]{5}|1[0-9][.]03[.]2099 [0-9:]{5}/g;

const isTime = ({ type }: OperationField) => type === 'dateTime';
const isBirthday = ({ path }: OperationField) => path.endsWith('birthday');

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const places = () =>
		operationsOf(gateway.name, setup.engine.package).flatMap((operation) =>
			fieldsOf(operation, setup.engine.package)
				.filter(isTime)
				.map((field) => ({
					field,
					where: `${operation.resource} ${operation.operation} ${field.path}`,
				})),
		);

	/** What the errors say of the field, for each of the values. */
	async function refusalsOf(field: OperationField, expressions: string[]) {
		setup.sandbox.requests.clear();
		gateway.giveCredit(setup.sandbox);
		const { type, data } = gateway.credential(setup.sandbox);
		const { json } = await setup.engine.run({
			type: nodeOf(gateway.name),
			parameters: field.parametersWith(`={{ [${expressions.join(', ')}][$json.place] }}`),
			credentials: { [type]: data },
			items: expressions.map((_, place) => ({ place })),
			settings: { onError: 'continueRegularOutput' },
			timezone: 'Europe/Paris',
		});
		return expressions.map((_, place) => {
			const said = plainText(json[place]?.error);
			return said.startsWith(`${field.displayName} is `) ? said : '';
		});
	}

	it('refuses what is no date and time, naming what it is', async () => {
		const wrong: string[] = [];
		expect(places().length).toBeGreaterThan(2);
		for (const { field, where } of places()) {
			const refusals = await refusalsOf(
				field,
				REFUSED.map(([expression]) => expression),
			);
			for (const [place, [expression, words]] of REFUSED.entries()) {
				const said = refusals[place] ?? '';
				if (!said.startsWith(`${field.displayName} ${words}`)) {
					wrong.push(`${where}, ${expression}: ${said}`);
				}
			}
			if (setup.sandbox.requests.all.length > 0) wrong.push(`${where}: asked the gateway`);
		}
		expect(wrong).toEqual([]);
	});

	it('takes dates and times as n8n and programs write them', async () => {
		const wrong: string[] = [];
		for (const { field, where } of places()) {
			const refusals = await refusalsOf(field, TAKEN);
			for (const [place, said] of refusals.entries()) {
				if (said !== '') wrong.push(`${where}, ${TAKEN[place]}: ${said}`);
			}
			const said = setup.sandbox.requests.all
				.map(saidIn)
				.flatMap((text) => text.match(TIMES) ?? []);
			if (new Set(said).size > 1) wrong.push(`${where}: ${JSON.stringify(said)}`);
		}
		// A call or a picture that is scheduled goes to a list of one at TextBoost, which is not documented.
		setup.sandbox.requests.clear();
		expect(wrong).toEqual([]);
	});

	it('wants a time of day for what is to happen at a time', async () => {
		for (const { field } of places().filter(({ field: { path } }) => path.endsWith('sendAt'))) {
			const [said] = await refusalsOf(field, ['"2099-03-15"']);
			expect(said).toMatch(/^Send At is “2099-03-15”, which has no time of day\. /);
			expect(setup.sandbox.requests.all).toEqual([]);
		}
	});
});

it.each([
	['DateTime.local(1986, 1, 31).toJSDate()', 'Europe/Paris', '1986-01-31'],
	['DateTime.local(1986, 1, 31)', 'Europe/Paris', '1986-01-31'],
	['DateTime.local(1986, 1, 31).toUTC().toISO()', 'Europe/Paris', '1986-01-31'],
	['DateTime.local(1986, 7, 31).toMillis()', 'America/New_York', '1986-07-31'],
	['DateTime.local(1986, 7, 31).toISO()', 'America/New_York', '1986-07-31'],
	['DateTime.local(1971, 7, 31).toMillis()', 'America/New_York', '1971-07-31'],
	['DateTime.local(1968, 2, 29).toMillis()', 'Europe/Paris', '1968-02-29'],
	['String(DateTime.local(1970, 2, 1).toMillis())', 'Europe/Paris', '1970-02-01'],
	['DateTime.local(1966, 7, 31).toMillis()', 'Asia/Tokyo', '1966-07-31'],
	['new Date(1986, 0, 31)', 'Europe/Paris', '1986-01-31'],
	['new Date("1986-01-31")', 'America/New_York', '1986-01-31'],
	['"1986-01-31"', 'America/New_York', '1986-01-31'],
	['"1986-01-31T00:00:00.000Z"', 'America/New_York', '1986-01-31'],
	['"1986-01-31T00:00:00+09:00"', 'America/New_York', '1986-01-31'],
	['"1986-01-31 23:59:00"', 'Europe/Paris', '1986-01-31'],
	['"1986-01-31T08:30:00"', 'Europe/Paris', '1986-01-31'],
	['"1986-01-31T08:30:00Z"', 'Asia/Tokyo', '1986-01-31'],
])('takes the birthday %s, in %s, for %s', async (expression, timezone, birthday) => {
	const gateway = GATEWAYS.smstools;
	const { type, data } = gateway.credential(setup.sandbox);
	const operations = operationsOf('smstools', setup.engine.package);
	const fields = operations.flatMap((operation) =>
		fieldsOf(operation, setup.engine.package).filter(isBirthday),
	);
	expect(fields).toHaveLength(4);
	for (const field of fields) {
		setup.sandbox.requests.clear();
		const groupId = byId(setup.sandbox.smstools.addGroup('A'));
		await setup.engine.run({
			type: 'smsGatewayApi',
			parameters: { ...field.parametersWith(`={{ ${expression} }}`), groupId },
			credentials: { [type]: data },
			timezone,
		});
		const bodies = setup.sandbox.requests.all
			.filter(({ method }) => method !== 'GET')
			.map(({ rawBody }): IDataObject => JSON.parse(rawBody) as IDataObject);
		expect(bodies).toEqual([expect.objectContaining({ birthday })]);
	}
});
