import { installHost } from './install';

async function main(): Promise<void> {
	const started = Date.now();
	const host = await installHost({ log: (line) => console.error(line) });
	console.log(JSON.stringify({ ...host, ms: Date.now() - started }));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
