const { TestEnvironment } = require('jest-environment-node');

/** Runs no further test of a file in which one has failed: its mutant is dead. Stryker loads this file as it is. */
module.exports = class MutationEnvironment extends TestEnvironment {
	#hasFailed = false;

	/** @param event what jest-circus does next */
	handleTestEvent(event) {
		if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) return;
		if (event.name === 'test_done') this.#hasFailed ||= event.test.errors.length > 0;
		if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
	}
};
