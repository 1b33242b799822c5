const compiler = (syntax) => [
	'@swc/jest',
	{ jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** Packages that are modules only, which jest does not load as they are: those that read Markdown. */
const MODULES =
	'github-slugger|mdast-util-[^/]+|micromark[^/]*|unist-util-[^/]+|decode-named-character-reference|character-entities|ccount|devlop|longest-streak|markdown-table|zwitch|escape-string-regexp';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	globalSetup: '<rootDir>/test/engine/setup.mts',
	globalTeardown: '<rootDir>/test/engine/teardown.mts',
	testMatch: ['**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'json'],
	transform: {
		'^.+\\.m?ts$': compiler('typescript'),
		[`/node_modules/(?:${MODULES})/.+\\.js$`]: compiler('ecmascript'),
	},
	transformIgnorePatterns: [`/node_modules/(?!(?:${MODULES})/)`],
	// Tests of gateways that pace what they take wait more than they compute.
	maxWorkers: 4,
	// A worker with a large heap takes longer to end than jest waits.
	workerIdleMemoryLimit: '1GB',
	// On a busy machine a test takes a multiple of its time; no test has a shorter limit.
	testTimeout: 300_000,
};
