const SWC = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }];

/** Libraries without a CommonJS build, which jest loads by itself from Node.js 24.9 on only. */
const ESM_ONLY = ['get-port', 'p-wait-for'];

/** Quick tests: pure code, in-process n8n-core and the simulator. Real-n8n suites have a configuration of their own. */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	// Reads and compiles every file once a process.
	runtime: '<rootDir>/test/sharedScripts.cjs',
	// Without this, one core of two is left to the parent, which has nothing to do.
	maxWorkers: '100%',
	// Under load, a test that works may take long; one that hangs is found all the same.
	testTimeout: 20_000,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/queue/', '/test/slow/', '/test/matrix/'],
	transform: {
		'/core/vendor/[^/]+\\.ts$': '<rootDir>/test/vendorTransform.cjs',
		'\\.ts$': SWC,
		[`/node_modules/(${ESM_ONLY.join('|')})/.+\\.js$`]: SWC,
	},
	transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.cache/', '<rootDir>/host/versions/'],
};
