/** Suites against n8n in queue mode; they start Redis, PostgreSQL and five processes of n8n. */
const e2e = require('./jest.e2e.config.cjs');

module.exports = { ...e2e, testMatch: ['<rootDir>/test/queue/**/*.test.ts'] };
