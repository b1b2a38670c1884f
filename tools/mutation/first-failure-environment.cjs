const { TestEnvironment } = require('jest-environment-node');

/** The mutant that a test has already noticed; one is active at a time. */
let noticed;

/** A mutant that one test has killed runs no further test. Jest's own `bail` stops between files only. */
module.exports = class FirstFailureEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return;
    if (event.name === 'test_done' && event.test.errors.length > 0) noticed = mutant;
    if (event.name === 'test_start' && noticed === mutant) event.test.mode = 'skip';
  }
};
