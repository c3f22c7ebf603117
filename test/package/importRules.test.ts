import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const RULES = path.join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const FOLDERS = [
	'bench',
	'core',
	'credentials',
	'demo',
	'host',
	'nodes',
	'scripts',
	'simulator',
	'storm',
	'test',
];

interface Cruise {
	summary: {
		totalCruised: number;
		totalDependenciesCruised: number;
		violations: Array<{ from: string; to: string; rule: { name: string } }>;
	};
}

/** Checks every import below a folder against the rules; gives `rule: from → to` for each one that breaks one. */
async function checkImports(folder: string) {
	const folders = FOLDERS.filter((name) => existsSync(path.join(folder, name)));
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[CRUISER, '--config', RULES, '--output-type', 'json', ...folders],
		// With findings the cruiser still prints JSON and ends with 0: only its `err` report counts them.
		{ cwd: folder, maxBuffer: 256 * 1024 * 1024 },
	);
	const { summary } = JSON.parse(stdout) as Cruise;
	return {
		modules: summary.totalCruised,
		imports: summary.totalDependenciesCruised,
		broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
	};
}

/** A small copy of the repository, each folder with something to import. */
const SAMPLE: Record<string, string> = {
	'core/api/call.ts': `
		import { createHash } from 'node:crypto';
		import type { Refusal } from '../errors/Refusal';
		import { sign } from '../protocol/sign';
		import { parse } from '../vendor/json';
		import type { again } from './again';
		export const call = (refusal: Refusal, one: typeof again) => [createHash, sign, parse, refusal, one];`,
	'core/errors/Refusal.ts': 'export type Refusal = Error;',
	'core/protocol/sign.ts': `export { createHash as sign } from 'node:crypto';`,
	'core/vendor/json.ts': `export { parse } from 'lossless-json';`,
	'credentials/Account.credentials.ts': `
		import type { ICredentialType } from 'n8n-workflow';
		export { send } from '../nodes/transport/send';
		export type Account = ICredentialType;`,
	'demo/run.ts': `export { start } from '../host/start'; export { world } from '../simulator/world';`,
	'host/start.ts': `import axios from 'axios'; import fs from 'node:fs'; export const start = [axios, fs];`,
	'nodes/Wechat/Wechat.node.ts': `
		import { NodeApiError } from 'n8n-workflow';
		import { call } from '../../core/api/call';
		import { send } from '../transport/send';
		export const node = [NodeApiError, call, send];`,
	'nodes/Wechat/operation.ts': `export { page } from '../shared/page';`,
	'nodes/Wechat/resources/tag.ts': `export { page } from '../operation';`,
	'nodes/Wechat/run/machine.ts': `export { page } from '../resources/tag';`,
	'nodes/WechatTrigger/WechatTrigger.node.ts': `export { page } from '../shared/page'; export { send } from '../transport/send';`,
	'nodes/shared/page.ts': `export { send as page } from '../transport/send';`,
	'nodes/transport/send.ts': `export { call as send } from '../../core/api/call';`,
	'scripts/writePages.ts': `export { node } from '../nodes/Wechat/Wechat.node';`,
	'simulator/world.ts': `
		import axios from 'axios';
		import { createServer } from 'node:http';
		import { sign } from '../core/protocol/sign';
		export const world = [axios, createServer, sign];`,
	'storm/run.ts': `export { start } from '../host/start'; export { world } from '../simulator/world';`,
	'test/node.test.ts': `export { node } from '../nodes/Wechat/Wechat.node'; export { world } from '../simulator/world';`,
	'../shared/notes.ts': 'export const notes = 1;',
};

/** One import for each way to break a rule: rule, importing file, its code. */
const BROKEN: Array<[rule: string, file: string, code: string]> = [
	['resources-know-no-machine', 'nodes/Wechat/resources/runs.ts', `export { page } from '../run/machine';`],
	['resources-know-no-machine', 'nodes/Wechat/fields/runs.ts', `export { page } from '../run/machine';`],
	[
		'triggers-know-no-other-node',
		'nodes/WechatTrigger/reads.ts',
		`export { page } from '../Wechat/operation';`,
	],
	['shared-knows-no-node', 'nodes/shared/reads.ts', `export { page } from '../Wechat/operation';`],
	['inside-the-repository', 'test/outside.ts', `export { notes } from '../../shared/notes';`],
	['no-cycle', 'core/api/again.ts', `import { call } from './call'; export const again = call;`],
	['every-import-resolves', 'nodes/Wechat/lost.ts', `export { gone } from './gone';`],
	['storm-knows-host-and-simulator', 'storm/asks.ts', `export { sign } from '../core/protocol/sign';`],
	['core-knows-only-core', 'core/api/asksNode.ts', `export { send } from '../../nodes/transport/send';`],
	['core-knows-only-core', 'core/api/asksType.ts', `import type { world } from '../../simulator/world';`],
	['libraries-through-vendor', 'core/protocol/parses.ts', `export { parse } from 'lossless-json';`],
	['libraries-through-vendor', 'core/api/asksN8n.ts', `import type { INode } from 'n8n-workflow';`],
	['vendor-is-only-libraries', 'core/vendor/more.ts', `export { sign } from '../protocol/sign';`],
	['errors-know-nothing', 'core/errors/knowing.ts', `export { sign } from '../protocol/sign';`],
	['protocol-knows-no-api', 'core/protocol/calling.ts', `export { call } from '../api/call';`],
	['published-code-uses-only-crypto', 'core/api/reads.ts', `import fs from 'node:fs'; export { fs };`],
	['published-code-uses-only-crypto', 'nodes/transport/dials.ts', `export const net = require('net');`],
	['published-code-uses-only-crypto', 'nodes/transport/late.ts', `export const os = import('node:os');`],
	['nodes-know-core-and-n8n', 'nodes/transport/fetches.ts', `import axios from 'axios'; export { axios };`],
	['nodes-know-core-and-n8n', 'nodes/Wechat/plays.ts', `export { world } from '../../simulator/world';`],
	['nodes-know-core-and-n8n', 'credentials/Plays.credentials.ts', `export * from '../simulator/world';`],
	['nodes-use-no-library-of-core', 'nodes/Wechat/parses.ts', `export * from '../../core/vendor/json';`],
	['credential-knows-only-transport', 'credentials/Heavy.ts', `export * from '../nodes/Wechat/Wechat.node';`],
	['nobody-imports-nodes', 'host/loads.ts', `export { node } from '../nodes/Wechat/Wechat.node';`],
	['nobody-imports-nodes', 'simulator/copies.ts', `export { send } from '../nodes/transport/send';`],
	['nobody-imports-nodes', 'demo/copies.ts', `export * from '../credentials/Account.credentials';`],
	['simulator-shares-only-protocol', 'simulator/calls.ts', `export { call } from '../core/api/call';`],
	['simulator-shares-only-protocol', 'simulator/starts.ts', `export { start } from '../host/start';`],
	['host-knows-nothing-of-ours', 'host/signs.ts', `export { sign } from '../core/protocol/sign';`],
	['demo-knows-host-and-simulator', 'demo/signs.ts', `export { sign } from '../core/protocol/sign';`],
	['nobody-imports-tests', 'simulator/tests.ts', `export { node } from '../test/node.test';`],
];

// Each test reads a whole tree with the compiler, which is slow on a busy machine.
jest.setTimeout(120_000);

let sample: string;

async function writeFiles(files: Record<string, string>) {
	for (const [file, code] of Object.entries(files)) {
		const target = path.join(sample, file);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, code);
	}
}

beforeEach(async () => {
	sample = path.join(await realpath(await mkdtemp(path.join(tmpdir(), 'wechat-mp-imports-'))), 'repository');
	await writeFiles(SAMPLE);
	await symlink(path.join(ROOT, 'node_modules'), path.join(sample, 'node_modules'));
});

afterEach(async () => await rm(path.dirname(sample), { recursive: true, force: true }));

it('this repository: no import breaks a rule', async () => {
	const { modules, imports, broken } = await checkImports(ROOT);
	expect(broken).toEqual([]);
	expect(modules).toBeGreaterThan(300);
	expect(imports).toBeGreaterThan(1000);
});

it('one import that breaks each rule: each is reported under its rule, and nothing else is', async () => {
	await writeFiles(Object.fromEntries(BROKEN.map(([, file, code]) => [file, code])));
	const { broken } = await checkImports(sample);
	const reported = BROKEN.filter(([rule, file]) =>
		broken.some((line) => line.startsWith(`${rule}: ${file} → `)),
	);
	expect(reported).toEqual(BROKEN);
	const files = BROKEN.map(([, file]) => file);
	expect(broken.filter((line) => !files.some((file) => line.includes(`: ${file} → `)))).toEqual([]);
});

it('every rule has an import that breaks it', async () => {
	const { forbidden } = (await import(RULES)) as { forbidden: Array<{ name: string }> };
	expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
});
