/** Quick tests: pure code, in-process n8n-core and the simulator. Real-n8n suites have a configuration of their own. */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/queue/', '/test/slow/'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.cache/'],
};
