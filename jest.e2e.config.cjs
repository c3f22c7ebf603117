/** Suites against a real n8n; one at a time, since each starts its own. */
const quick = require('./jest.config.cjs');

module.exports = {
	...quick,
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
