/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	globalSetup: '<rootDir>/test/engine/setup.mts',
	globalTeardown: '<rootDir>/test/engine/teardown.mts',
	testMatch: ['**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'json'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	// Tests of gateways that pace what they take wait more than they compute.
	maxWorkers: 4,
	// A worker with a large heap takes longer to end than jest waits.
	workerIdleMemoryLimit: '1GB',
	// On a busy machine a test takes a multiple of its time; no test has a shorter limit.
	testTimeout: 300_000,
};
