import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { installHost } from '../host/install';
import { hostVersions } from '../host/versions';
import { OLDEST_HOST } from '../nodes/transport/hostAbilities';

const ROOT = path.dirname(__dirname);

/** `npm run test:oldest`: in-process tests with the n8n-core of the oldest supported n8n, which is installed if necessary. */
async function main(): Promise<void> {
	const version = hostVersions().find((one) => one.startsWith(`${OLDEST_HOST}.`));
	if (version === undefined) throw new Error(`host/versions has no n8n ${OLDEST_HOST}.x`);
	const { dir } = await installHost({ version, log: (line) => process.stderr.write(`${line}\n`) });
	const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const child = spawn(process.execPath, [jest, '-c', 'jest.oldest.config.cjs', ...process.argv.slice(2)], {
		cwd: ROOT,
		env: { ...process.env, N8N_MODULES: path.join(dir, 'node_modules') },
		stdio: 'inherit',
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	process.exitCode = code ?? 1;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
