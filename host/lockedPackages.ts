/** The part of a package-lock.json (lockfileVersion 3) that says what is installed where. */
export interface LockFile {
	packages: Record<
		string,
		{ version?: string; integrity?: string; optional?: boolean; devOptional?: boolean }
	>;
}

/**
 * Compares what npm reports as installed (`node_modules/.package-lock.json`) with the given lock file. npm checks every tarball against its
 * integrity value, so equal values mean the same bytes. Optional packages of other platforms may be missing, and optional ones that the
 * lock file does not list may be present.
 *
 * @returns one line per difference; empty when the installation matches the lock file
 */
export function differencesFromLock(lock: LockFile, installed: LockFile): string[] {
	const lines: string[] = [];
	for (const [where, wanted] of Object.entries(lock.packages)) {
		if (where === '') continue;
		const found = installed.packages[where];
		if (!found) {
			if (!wanted.optional && !wanted.devOptional) lines.push(`${where}: ${wanted.version} is missing`);
		} else if (found.version !== wanted.version) {
			lines.push(`${where}: ${found.version} instead of ${wanted.version}`);
		} else if (found.integrity !== wanted.integrity) {
			lines.push(`${where}: ${wanted.version} has another integrity than the lock file`);
		}
	}
	for (const [where, found] of Object.entries(installed.packages)) {
		if (!lock.packages[where] && !found.optional)
			lines.push(`${where}: ${found.version} is not in the lock file`);
	}
	return lines;
}
