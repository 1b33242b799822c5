const base = require('./jest.config.js');
const {
	projects: [{ moduleNameMapper }],
} = require('./jest.coverage.config.js');

/**
 * Tests for mutants, which Stryker makes in the sources: `npm run mutation` says which files.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	moduleNameMapper,
	testMatch: JSON.parse(process.env.MUTATION_TESTS ?? '[]').map((path) => `<rootDir>/${path}`),
	runner: '<rootDir>/test/mutation/runner.js',
	testEnvironment: require.resolve('./test/mutation/environment.js'),
};
