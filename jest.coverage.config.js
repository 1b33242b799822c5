const base = require('./jest.config.js');

/** This folder in a pattern: the packages of each gateway have a `dist` too, of their own. */
const here = __dirname.replaceAll('\\', '/').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Tests of how long code takes, which counting would make longer. */
const MEASURING = '/linearTime\\.test\\.mts$';

/** The first three are for a run as a whole; a folder for all of its tests is made by one project. */
const { maxWorkers, workerIdleMemoryLimit, testTimeout, globalSetup, globalTeardown, ...each } =
	base;

/**
 * All tests, and what they reach of the nodes and credentials. The engine gets the sources in place of the bundle: only
 * so do its tests count for the same lines as those that import a source. What runs in a process of its own does not
 * count, nor does what a test runs in a real n8n.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	maxWorkers,
	workerIdleMemoryLimit,
	testTimeout,
	projects: [
		{
			...each,
			globalSetup,
			globalTeardown,
			testPathIgnorePatterns: [MEASURING],
			moduleNameMapper: { [`^${here}/dist/((?:nodes|credentials)/.+)\\.js$`]: '<rootDir>/$1.ts' },
		},
		{ ...each, testMatch: ['**/linearTime.test.mts'], coveragePathIgnorePatterns: ['.'] },
	],
	collectCoverage: true,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	// V8's own counts take longer here, and do not notice an `if` that always holds.
	coverageProvider: 'babel',
	coverageReporters: ['text-summary'],
	coverageThreshold: {
		// A folder stands for its files together. It is not called `global`, which would be what no pattern names.
		'./': { lines: 99, branches: 95 },
		// A pattern stands for each of its files.
		'./{nodes,credentials}/**/*.ts': { lines: 90 },
	},
};
