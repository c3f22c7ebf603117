import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { OPERATIONS, RESOURCES } from '../nodes/Wechat/resources';
import { areas } from '../simulator/areas/registry';
import { PERMITS } from '../simulator/areas/permits';
import { addOperation, type Changes, type Registries, removeOperation } from './scaffold/scaffold';
import { RefusedName } from './scaffold/operationNames';

const ROOT = path.join(__dirname, '..');
const USAGE = `Usage: npm run new:operation -- <resource> <operation>            writes an operation, its lists and its route in the simulator
       npm run new:operation -- <resource> <operation> --remove   removes it, as long as it is not committed
Both names in camelCase, e.g. draft getMany; a resource that does not exist yet is written, too.`;

const registries: Registries = { resources: RESOURCES, areas, permits: PERMITS };

async function main(): Promise<void> {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { remove: { type: 'boolean', default: false } },
	});
	const [resource, operation, ...more] = positionals;
	if (resource === undefined || operation === undefined || more.length > 0) throw new RefusedName(USAGE);
	if (values.remove) {
		refuseCommitted(`nodes/Wechat/resources/${resource}/${operation}.ts`);
		finish(await removeOperation(ROOT, [resource, operation], registries));
		return;
	}
	const month = new Date().toISOString().slice(0, 7);
	const changes = await addOperation(ROOT, [resource, operation], registries, month);
	finish(changes);
	process.stdout.write(nextSteps(resource, operation, changes));
}

/** Committed files may have been written by hand; removing them is left to git. */
function refuseCommitted(file: string): void {
	const { status } = spawnSync('git', ['ls-files', '--error-unmatch', file], { cwd: ROOT, stdio: 'ignore' });
	if (status === 0) throw new RefusedName(`${file} is committed: take it back with git revert.`);
}

function finish({ written, removed }: Changes): void {
	for (const folder of new Set(removed.map((file) => path.join(ROOT, path.dirname(file))))) {
		if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
	}
	run(['oxfmt', ...written], 'ignore');
	// In a separate process, since the registries of this one are outdated.
	run(['tsx', 'scripts/generate-docs.ts'], 'ignore');
	run(['tsx', 'scripts/generate-simulator-docs.ts'], 'ignore');
	for (const file of removed) process.stdout.write(`removed ${file}\n`);
	for (const file of written) process.stdout.write(`wrote   ${file}\n`);
	process.stdout.write('wrote   the pages of npm run docs\n');
}

function run([tool = '', ...args]: readonly string[], stdout: 'inherit' | 'ignore' = 'inherit'): void {
	const bin = path.join(ROOT, 'node_modules/.bin', tool);
	const { status } = spawnSync(bin, args, {
		cwd: ROOT,
		stdio: ['ignore', stdout, 'inherit'],
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error(`${tool} ${args.join(' ')} failed`);
}

function nextSteps(resource: string, operation: string, { written }: Changes): string {
	const ours = written.filter(
		(file) => !file.endsWith('registry.ts') && file !== 'nodes/Wechat/resources/index.ts',
	);
	const known = OPERATIONS.some((one) => one.resource === resource);
	return `
Next:
  1. Open the official page, and decide what is marked TODO in
${ours
	.filter((file) => !file.endsWith('index.ts') || !known)
	.map((file) => `       ${file}\n`)
	.join(
		'',
	)}     Write the simulator's route from the page, not from the operation, so that each checks the other.
  2. npm run docs
  3. npm run test:contract    says what is still missing, in which file, and what to write there
  4. npm test
To remove it: npm run new:operation -- ${resource} ${operation} --remove
`;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof RefusedName ? error.message : String((error as Error).stack)}\n`);
	process.exitCode = 1;
});
