/** Suites that hold on every supported n8n; `npm run test:matrix` runs them on one version after another. */
const e2e = require('./jest.e2e.config.cjs');

/** Of those against the pinned n8n, the ones in which the age of n8n has made a difference. */
const SHARED = ['databaseRow', 'spreadsheet', 'strangers'];

module.exports = {
	...e2e,
	testMatch: [
		'<rootDir>/test/matrix/**/*.test.ts',
		...SHARED.map((suite) => `<rootDir>/test/e2e/${suite}.test.ts`),
	],
};
