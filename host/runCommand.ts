import type { SpawnOptions } from './spawnGuarded';
import { spawnGuarded } from './spawnGuarded';

/** Options of {@link runCommand}. */
export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
	/** Called every `tickMs` while the command runs. */
	onTick?: () => void;
	tickMs?: number;
}

/**
 * Runs a command until it ends, without a shell. It ends with this process, however that ends.
 *
 * @returns the lines of its standard output
 * @throws when it cannot be started or exits with anything but 0, with the last lines of its output
 */
export async function runCommand(command: string, args: string[], options: RunOptions): Promise<string> {
	const { cwd, env, onTick, tickMs = 5_000 } = options;
	const all: string[] = [];
	const out: string[] = [];
	const { ended } = spawnGuarded([command, ...args], {
		cwd,
		env,
		onLine: (line, from) => {
			all.push(line);
			if (from === 'stdout') out.push(line);
		},
	});
	const ticker = onTick && setInterval(onTick, tickMs);
	const end = await ended;
	clearInterval(ticker);
	if (end !== 'ended with code 0') {
		throw new Error(`"${[command, ...args].join(' ')}" ${end}\n${all.slice(-30).join('\n')}`.trimEnd());
	}
	return out.join('\n');
}
