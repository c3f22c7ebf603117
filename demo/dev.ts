import { type FSWatcher, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { installHost } from '../host/install';
import { startHost } from '../host/start';
import { type BuiltPackage, buildPackage } from './buildPackage';
import { createReloader } from './reloader';
import { startTestbed, type Testbed } from './startTestbed';

/** Folders that are built into the package. */
const WATCHED = ['core', 'credentials', 'nodes'];
/** An editor may save several files at once. */
const PAUSE_MS = 200;

const root = path.dirname(__dirname);
const isVerbose = process.argv.includes('--verbose');
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs n8n with the package and the simulator, and restarts n8n whenever a source changes, until Ctrl-C. */
async function main(): Promise<void> {
	const interrupted = untilInterrupted();
	const userFolder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-dev-'));
	try {
		await installHost({ log: print });
		print('Building the package, starting n8n and the simulator …');
		const log = (line: string): void => {
			if (isVerbose) print(line);
		};
		const testbed = await startTestbed({ userFolder, seed: 'dev', log });
		const { ports } = testbed.host;
		const built: BuiltPackage[] = [];
		const reloader = createReloader<BuiltPackage>(
			{
				async build() {
					const fresh = await buildPackage();
					built.push(fresh);
					return fresh;
				},
				start: async ({ dir }) => await startHost({ packageDir: dir, userFolder, ports, log }),
				log: print,
			},
			testbed.host,
		);
		const watchers = watchSources(reloader.changed);
		print(addresses(testbed));
		await interrupted;
		print('\nStopping …');
		for (const watcher of watchers) watcher.close();
		await reloader.close();
		for (const { remove } of built) await remove();
		await testbed.stop();
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
	// Do not wait for resources that libraries still hold open.
	process.exit();
}

/** Calls back a moment after the last of several changes. */
function watchSources(changed: () => void): FSWatcher[] {
	let timer: NodeJS.Timeout | undefined;
	return WATCHED.map((folder) =>
		watch(path.join(root, folder), { recursive: true }, () => {
			clearTimeout(timer);
			timer = setTimeout(changed, PAUSE_MS);
		}),
	);
}

/** The listeners are kept: without one, the host would end this process as soon as n8n has ended, before everything is cleaned up. */
function untilInterrupted(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
	});
}

function addresses({ host, simulator, owner }: Testbed): string {
	return [
		'',
		`  editor   ${host.editorUrl}   (e-mail ${owner.email}, password ${owner.password})`,
		`  phone    ${simulator.urls.ui}`,
		`  platform ${simulator.urls.api}   control API ${simulator.urls.control}`,
		'',
		`Watching ${WATCHED.join(', ')}: a change rebuilds the package and restarts n8n. Ctrl-C ends everything.`,
	].join('\n');
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
