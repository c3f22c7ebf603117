const path = require('node:path');
const quick = require('./jest.config.cjs');

/** node_modules of an installed n8n; `npm run test:oldest` names those of the oldest that is supported. */
const modules = process.env.N8N_MODULES;
if (!modules) throw new Error('N8N_MODULES is missing: run `npm run test:oldest`');

/** Items, errors, credentials, requests. Left out is what older n8n does in another way, which test/matrix tells. */
const SUITES = [
	'credential/renewal',
	'run/bulk',
	'run/cancel',
	'run/errorOutput',
	'run/retryOnFail',
	'run/runs',
	'transport/sendThroughN8n',
	'trigger/earlyHost',
	'wechat',
];

/** In-process tests over the n8n-core of another n8n than the one in package.json. */
module.exports = {
	...quick,
	testMatch: SUITES.map((suite) => `<rootDir>/test/nodes/${suite}.test.ts`),
	moduleNameMapper: { '^(n8n-core|n8n-workflow|@n8n/di|@n8n/utils)(/.*)?$': path.join(modules, '$1$2') },
	// n8n-core of 1.x leaves a timer behind.
	forceExit: true,
};
