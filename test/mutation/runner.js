const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Runs test files for Stryker, whose own part for jest would load every file for every mutant: for a mutant only those
 * with a test that reaches it, the shortest first, up to the first that fails. What the tests of a file are, and how
 * long they take, is kept from the run without a mutant, which comes first.
 */
module.exports = class MutationRunner extends TestRunner {
	/** @param {import('jest-runner').Test[]} tests */
	async runTests(tests, watcher, options) {
		const isDryRun = process.env.__STRYKER_ACTIVE_MUTANT__ === undefined;
		const file = join(this._globalConfig.rootDir, 'knownFiles.json');
		/** @type {Record<string, { names: string[], milliseconds: number }>} */
		const known = isDryRun ? {} : JSON.parse(readFileSync(file, 'utf8'));
		let hasFailed = false;
		this.on('test-file-failure', () => void (hasFailed = true));
		this.on('test-file-success', ([{ path }, { numFailingTests, perfStats, testResults }]) => {
			hasFailed ||= numFailingTests > 0;
			const names = testResults.map(({ fullName }) => fullName);
			known[path] = { names, milliseconds: perfStats.end - perfStats.start };
		});
		for (const test of isDryRun ? tests : this.#fittingOf(tests, known)) {
			await super.runTests([test], watcher, options);
			if (hasFailed && !isDryRun) return;
		}
		if (isDryRun) writeFileSync(file, JSON.stringify(known));
	}

	/** Those with a test that is asked for; all where none is, as for code that runs while a file is loaded. */
	#fittingOf(tests, known) {
		const { testNamePattern } = this._globalConfig;
		const asked = testNamePattern && new RegExp(testNamePattern, 'i');
		const isFitting = ({ path }) =>
			asked === undefined || known[path].names.some((name) => asked.test(name));
		const timeOf = ({ path }) => known[path].milliseconds;
		return tests.filter(isFitting).sort((one, other) => timeOf(one) - timeOf(other));
	}
};
