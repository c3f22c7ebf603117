import { runCommand } from './runCommand';

/** Patient enough for a slow line: npm itself would try for minutes with every package in turn. */
const BRIEFLY = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-timeout=30000'];

/**
 * Asks npm's registry for one small thing, so that somebody without a network hears of it before npm has tried for a quarter of an
 * hour.
 *
 * @param name of a package that will be installed anyway
 * @param place where npm runs, and its environment
 * @throws when there is no answer; says what npm said and what to look at
 */
export async function askRegistry(
	name: string,
	place: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<void> {
	try {
		await runCommand('npm', ['view', name, 'version', '--loglevel=error', ...BRIEFLY], place);
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		throw new Error(
			`npm gets nothing from its registry. Check the network, and what "npm config list" shows as registry and proxy.\n${said}`,
			{ cause: error },
		);
	}
}
