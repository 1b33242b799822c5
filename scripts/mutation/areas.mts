/** Sources, and the tests that are about them: a mutant of one of the sources runs no other tests. */
export interface Area {
	/** Folders with all that is in them. */
	sources: readonly string[];
	/** Folders with the tests in them, and files. */
	tests: readonly string[];
	/** Mutators of Stryker that are left out, see docs/mutation.md. */
	without?: readonly string[];
}

/** Tables that a command writes from somebody else's data, and compares with it: a changed row is no mistake of code. */
export const GENERATED: readonly string[] = [
	'nodes/shared/input/numberingPlans.ts',
	'nodes/shared/schedule/countryZones.ts',
];

const contract = (...names: string[]) => names.map((name) => `test/contract/${name}.test.mts`);
const shared = (...names: string[]) => names.map((name) => `test/shared/${name}.test.mts`);

const ofGateway = (sources: string, tests: string): Area => ({
	sources: [`nodes/${sources}/api`, `nodes/${sources}/records`],
	tests: [`test/${tests}`],
});

/** All that is mutated, in the order in which it is: first what is small and everything else rests on. */
export const AREAS: Readonly<Record<string, Area>> = {
	record: {
		sources: ['nodes/shared/record'],
		tests: [...shared('json'), 'test/shared/record'],
	},
	input: {
		sources: ['nodes/shared/input'],
		tests: [
			...shared('digitsInText', 'instant', 'numberingPlans', 'phoneNumber'),
			...contract('badInput', 'credentials', 'localNumbers', 'numbers', 'times'),
			'test/smsGateway24',
		],
	},
	cost: { sources: ['nodes/shared/cost'], tests: ['test/shared/cost'] },
	http: {
		sources: ['nodes/shared/http'],
		tests: ['test/shared/http', ...contract('requestOptions', 'slowDown')],
	},
	failure: {
		sources: ['nodes/shared/failure'],
		tests: ['test/shared/failure'],
	},
	smsGateway24: ofGateway('SmsGateway24', 'smsGateway24'),
	smstools: ofGateway('Smstools', 'smstools'),
	bestSmsGateway: ofGateway('BestSmsGateway', 'bestSmsGateway'),
	textBoost: ofGateway('TextBoost', 'textBoost'),
	operations: {
		sources: ['nodes/shared/operations'],
		tests: [
			...shared('gate', 'savedStates', 'sentKeys'),
			...contract('ids', 'inFlight', 'listOptions', 'paging'),
			'test/sending',
		],
	},
	polling: {
		sources: ['nodes/shared/polling'],
		tests: [
			'test/shared/polling',
			...contract('triggerLimits', 'triggerOddRow', 'triggerOptions', 'triggerState'),
		],
	},
	sending: {
		sources: ['nodes/shared/sending'],
		tests: ['test/sending', ...shared('itemRanges', 'transmission'), ...contract('idempotency')],
	},
	sync: { sources: ['nodes/shared/sync'], tests: ['test/sync'] },
	schedule: {
		sources: ['nodes/shared/schedule'],
		tests: ['test/shared/schedule', ...contract('sendHours', 'times')],
	},
	asking: { sources: ['nodes/shared/asking'], tests: contract('ask') },
	ui: {
		sources: ['nodes/shared/ui'],
		tests: contract('dropDowns', 'requestOptions', 'subtitle', 'triggerOptions'),
		without: ['StringLiteral'],
	},
};
