import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchBroadcast } from './broadcast';
import { benchLoadedNodes } from './loadedNodes';
import { benchProtocol } from './protocol';
import { benchSend } from './send';
import { benchSimulator } from './simulator';
import { benchTrigger } from './trigger';
import { benchTriggerVersions } from './triggerVersions';

const MEMORY_ITEMS = [10_000, 100_000];
const MILLION = 1_000_000;
const NUMBERS = ['rounds', 'seconds', 'memory', 'recipients'] as const;

interface Bench {
	log: (line: string) => void;
	/** A number from the command line, or the one that this bench has otherwise. */
	number(name: (typeof NUMBERS)[number], fallback: number): number;
}

const BENCHES: Record<string, (bench: Bench) => Promise<object>> = {
	send: async ({ log, number }) =>
		await benchSend(
			{ rounds: number('rounds', 5), memoryItems: MEMORY_ITEMS.slice(0, number('memory', 2)) },
			log,
		),
	broadcast: async ({ log, number }) =>
		await benchBroadcast({ rounds: number('rounds', 5), recipients: number('recipients', MILLION) }, log),
	simulator: async ({ log, number }) =>
		await benchSimulator({ rounds: number('rounds', 7), seconds: number('seconds', 2) }, log),
	trigger: async ({ log, number }) => ({
		...(await benchTrigger({ rounds: number('rounds', 6), seconds: number('seconds', 4) }, log)),
		...benchProtocol({ rounds: 20 }, log),
	}),
	nodes: async ({ log, number }) =>
		await benchLoadedNodes({ rounds: number('rounds', 6), seconds: number('seconds', 4) }, log),
	versions: async ({ log, number }) =>
		await benchTriggerVersions({ rounds: number('rounds', 6), seconds: number('seconds', 4) }, log),
};

/**
 * `npm run bench -- [name …] [--json] [--rounds N] [--seconds N] [--memory N] [--recipients N]`: ratios measured
 * in one run. The last line of the output is one JSON object with every ratio and both sides of it. `--memory` is how many of the
 * sizes of `send.memory` are measured, `--recipients` how many people the long run of `broadcast` writes to; 0 leaves it out.
 */
async function main(): Promise<void> {
	const number = { type: 'string' } as const;
	const { values, positionals } = parseArgs({
		options: {
			rounds: number,
			seconds: number,
			memory: number,
			recipients: number,
			json: { type: 'boolean' },
		},
		allowPositionals: true,
	});
	const given = new Map(NUMBERS.map((name) => [name, readCount(name, values[name])]));
	const results: Record<string, object> = {};
	for (const [name, bench] of benchesOf(positionals)) {
		process.stdout.write(`${name}\n`);
		const log = (line: string) => void process.stdout.write(`  ${line}\n`);
		Object.assign(results, await bench({ log, number: (option, fallback) => given.get(option) ?? fallback }));
	}
	if (!values.json) {
		for (const [name, result] of Object.entries(results))
			process.stdout.write(`${name}: ${JSON.stringify(result)}\n`);
	}
	process.stdout.write(`${JSON.stringify(results)}\n`);
}

function readCount(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (/^\d+$/.test(value)) return Number(value);
	throw new Error(`--${name} is ${value}. Give a whole number.`);
}

function benchesOf(names: string[]): Array<[string, (typeof BENCHES)[string]]> {
	if (names.length === 0) return Object.entries(BENCHES);
	return names.map((name) => {
		const bench = BENCHES[name];
		if (!bench) throw new Error(`There is no bench "${name}"; there are: ${Object.keys(BENCHES).join(', ')}`);
		return [name, bench];
	});
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
