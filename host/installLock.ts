import { open, readFile } from 'node:fs/promises';
import { tryLock } from 'fs-native-extensions';
import pWaitFor from 'p-wait-for';

export interface LockOptions {
	/** How often a waiting contender looks again, ms. */
	pollMs?: number;
	/** Called once per look while somebody else holds the lock, with the process id that they wrote down. */
	onWait?: (holder: string) => void;
}

/** Releases the lock; calling it again does nothing. */
export type Release = () => Promise<void>;

/**
 * Waits until this process alone holds the lock `file` (its folder must exist). The operating system keeps the lock and
 * releases it with the process, however that ends, so none is ever stale; the file itself stays and means nothing.
 *
 * Locks that are files or folders (`proper-lockfile`) were tried: two contenders take over the same stale one.
 *
 * @returns the function that releases it
 */
export async function acquireLock(file: string, options: LockOptions = {}): Promise<Release> {
	const { pollMs = 500, onWait } = options;
	const handle = await open(file, 'a+');
	try {
		await pWaitFor(
			async () => {
				if (tryLock(handle.fd)) return true;
				onWait?.(await readFile(file, 'utf8'));
				return false;
			},
			{ interval: pollMs },
		);
		await handle.truncate();
		await handle.write(String(process.pid));
	} catch (error) {
		await handle.close();
		throw error;
	}
	return async () => await handle.close();
}
