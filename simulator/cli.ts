import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const USAGE =
	'usage: npm run simulator -- [--port n] [--seed text] [--latency ms] [--tls-key file --tls-cert file]';

/** Runs the simulator until it is interrupted; the first line of stdout is one JSON object with its URLs. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			seed: { type: 'string' },
			latency: { type: 'string' },
			'tls-key': { type: 'string' },
			'tls-cert': { type: 'string' },
		},
	});
	const options = {
		port: wholeNumber('--port', values.port, 65_535),
		seed: values.seed,
		latencyMs: wholeNumber('--latency', values.latency, 600_000),
		tls: await readTls(values['tls-key'], values['tls-cert']),
	};
	// Loaded only after the options are checked: a mistyped one is reported without waiting for it.
	const { createSimulator } = await import('./createSimulator');
	const simulator = await createSimulator(options);
	process.stdout.write(`${JSON.stringify(simulator.urls)}\n`);
	const stop = () => {
		void simulator.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

async function readTls(
	key: string | undefined,
	cert: string | undefined,
): Promise<{ key: string; cert: string } | undefined> {
	if (key === undefined && cert === undefined) return undefined;
	if (key === undefined || cert === undefined) throw new Error('--tls-key and --tls-cert go together');
	return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}

function wholeNumber(option: string, text: string | undefined, maximum: number): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (/^\d+$/.test(text) && value <= maximum) return value;
	throw new Error(`${option} takes a whole number from 0 to ${maximum}, not ${text}`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
	process.exit(1);
});
