/** How much of core/ its own tests reach; fails below the floor. Apart from the quick tests, since measuring takes time. */
const quick = require('./jest.config.cjs');

module.exports = {
	...quick,
	testMatch: ['<rootDir>/test/core/**/*.test.ts'],
	collectCoverage: true,
	collectCoverageFrom: ['core/**/*.ts'],
	coverageProvider: 'v8',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { './core/': { statements: 94, branches: 95, functions: 95, lines: 94 } },
};
