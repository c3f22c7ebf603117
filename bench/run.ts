import process from 'node:process';
import { benchBroadcast } from './broadcast';
import { benchLoadedNodes } from './loadedNodes';
import { benchProtocol } from './protocol';
import { benchSend } from './send';
import { benchSimulator } from './simulator';
import { benchTrigger } from './trigger';
import { benchTriggerVersions } from './triggerVersions';

const MEMORY_ITEMS = [10_000, 100_000];
const MILLION = 1_000_000;

/**
 * `npm run bench -- [name …] [--json] [--rounds N] [--seconds N] [--memory N] [--recipients N]`: ratios measured
 * in one run. The last line of the output is one JSON object with every ratio and both sides of it. `--memory` is how many of the
 * sizes of `send.memory` are measured, `--recipients` how many people the long run of `broadcast` writes to; 0 leaves it out.
 */
const BENCHES: Record<string, (log: (line: string) => void) => Promise<object>> = {
	send: async (log) =>
		await benchSend(
			{ rounds: numberOption('rounds', 5), memoryItems: MEMORY_ITEMS.slice(0, numberOption('memory', 2)) },
			log,
		),
	broadcast: async (log) =>
		await benchBroadcast(
			{ rounds: numberOption('rounds', 5), recipients: numberOption('recipients', MILLION) },
			log,
		),
	simulator: async (log) =>
		await benchSimulator({ rounds: numberOption('rounds', 7), seconds: numberOption('seconds', 2) }, log),
	trigger: async (log) => ({
		...(await benchTrigger(
			{
				rounds: numberOption('rounds', 6),
				seconds: numberOption('seconds', 4),
			},
			log,
		)),
		...benchProtocol({ rounds: 20 }, log),
	}),
	nodes: async (log) =>
		await benchLoadedNodes({ rounds: numberOption('rounds', 6), seconds: numberOption('seconds', 4) }, log),
	versions: async (log) =>
		await benchTriggerVersions(
			{ rounds: numberOption('rounds', 6), seconds: numberOption('seconds', 4) },
			log,
		),
};

function numberOption(name: string, fallback: number): number {
	const place = process.argv.indexOf(`--${name}`);
	return place === -1 ? fallback : Number(process.argv[place + 1]);
}

async function main(): Promise<void> {
	const asked = process.argv.slice(2).filter((word) => word in BENCHES);
	const unknown = process.argv.slice(2).find((word) => /^[a-z]/.test(word) && !(word in BENCHES));
	if (unknown)
		throw new Error(`There is no bench "${unknown}"; there are: ${Object.keys(BENCHES).join(', ')}`);
	const results: Record<string, object> = {};
	for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
		process.stdout.write(`${name}\n`);
		Object.assign(results, await BENCHES[name]?.((line) => process.stdout.write(`  ${line}\n`)));
	}
	if (!process.argv.includes('--json')) {
		for (const [name, result] of Object.entries(results))
			process.stdout.write(`${name}: ${JSON.stringify(result)}\n`);
	}
	process.stdout.write(`${JSON.stringify(results)}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
