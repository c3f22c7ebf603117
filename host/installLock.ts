import { open, readFile } from 'node:fs/promises';
import { tryLock } from 'fs-native-extensions';
import pWaitFor from 'p-wait-for';

/** Options of {@link acquireLock}. */
export interface LockOptions {
	/** Polling interval of a waiting process, ms. */
	pollMs?: number;
	/** Called at each poll while another process has the lock, with its process id. */
	onWait?: (holder: string) => void;
}

/** Releases the lock; further calls do nothing. */
export type Release = () => Promise<void>;

/**
 * Waits until this process alone has the lock `file` (its folder must exist). The operating system releases the lock with the process,
 * however that ends, so it is never stale; the file itself stays and has no meaning. Locks based on the existence of files or folders
 * (`proper-lockfile`) were tried: two processes can take over the same stale one.
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
