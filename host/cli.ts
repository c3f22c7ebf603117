import { installHost } from './install';
import { seedHost } from './seed';
import { startHost } from './start';

const USAGE = `Usage:
  tsx host/cli.ts install [version]     install an n8n, the pinned one unless told; prints where it is, as JSON
  tsx host/cli.ts start <package-dir> [user-folder]
                                        start it with one node package and a fresh owner, until Ctrl-C
                                        (a folder that was used before keeps its owner)`;

const toStderr = (line: string): void => console.error(line);

async function start(packageDir: string, userFolder: string | undefined): Promise<void> {
	const host = await startHost({ packageDir, userFolder, log: toStderr });
	// Shuts n8n down properly, even if Ctrl-C arrives twice because npm or tsx passed it on; without handlers it would be killed.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void host.stop());
	const hasOwner = await host.api.hasOwner();
	const owner = hasOwner ? undefined : (await seedHost(host, {})).owner;
	console.log(JSON.stringify({ editor: host.editorUrl, email: owner?.email, password: owner?.password }));
}

async function main([command, ...args]: string[]): Promise<void> {
	if (command === 'install') {
		console.log(JSON.stringify(await installHost({ log: toStderr, version: args[0] })));
	} else if (command === 'start' && args[0] !== undefined) {
		await start(args[0], args[1]);
	} else {
		console.error(USAGE);
		process.exitCode = 2;
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
