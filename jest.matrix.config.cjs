/** Suites that hold on every supported n8n; `npm run test:matrix` runs them on one version after another. */
const e2e = require('./jest.e2e.config.cjs');

module.exports = { ...e2e, testMatch: ['<rootDir>/test/matrix/**/*.test.ts'] };
