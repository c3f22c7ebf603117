import { runCommand } from './runCommand';

/** Long enough for a slow line: by default npm would try for minutes with every package in turn. */
const BRIEFLY = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-timeout=30000'];

/**
 * Requests one small thing from npm's registry, so that a missing network is reported before npm has tried for a quarter of an hour.
 *
 * @param name of a package that will be installed anyway
 * @param place folder and environment of npm
 * @throws when there is no answer, with npm's message and what to check
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
