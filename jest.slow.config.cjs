/** What takes longer than a person waits: ten thousand messages, measurements. */
const quick = require('./jest.config.cjs');

module.exports = {
	...quick,
	testMatch: ['<rootDir>/test/slow/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
