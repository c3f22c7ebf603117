import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock. `token` is unique to one acquisition, so that a holder never removes somebody else's lock. */
export interface LockHolder {
	pid: number;
	token: string;
}

export interface LockOptions {
	/** How often a waiting contender looks again, ms. */
	pollMs?: number;
	/** How often the holder touches the file, ms. */
	heartbeatMs?: number;
	/** Age of the last touch after which a holder counts as gone although its pid exists (pids are reused), ms. */
	staleMs?: number;
	/** Called once per look while somebody else holds the lock. */
	onWait?: (holder: LockHolder | undefined) => void;
}

/** Releases the lock; calling it again does nothing. */
export type Release = () => Promise<void>;

const hasCode = (error: unknown, code: string): boolean =>
	typeof error === 'object' && error !== null && 'code' in error && error.code === code;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it exists and belongs to another user.
		return hasCode(error, 'EPERM');
	}
}

async function readHolder(file: string): Promise<{ holder?: LockHolder; touchedAt: number } | undefined> {
	try {
		const [text, info] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
		return { holder: parseHolder(text), touchedAt: info.mtimeMs };
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

function parseHolder(text: string): LockHolder | undefined {
	try {
		const value = JSON.parse(text) as Partial<LockHolder> | null;
		if (typeof value?.pid === 'number' && typeof value.token === 'string') {
			return { pid: value.pid, token: value.token };
		}
	} catch {
		// A file that is not ours to understand is judged by its age alone.
	}
	return undefined;
}

/** Creates `file` with its whole content or not at all, and only if it is absent. */
async function createExclusively(file: string, holder: LockHolder): Promise<boolean> {
	const draft = `${file}.${holder.token}`;
	await writeFile(draft, JSON.stringify(holder));
	try {
		await link(draft, file);
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

async function isStale(file: string, staleMs: number): Promise<boolean> {
	const found = await readHolder(file);
	if (!found) return false;
	if (found.holder && !isAlive(found.holder.pid)) return true;
	return Date.now() - found.touchedAt > staleMs;
}

/**
 * Removes a stale lock. Two contenders that both saw it stale must not remove each other's fresh lock, so the look and
 * the removal happen under a second, short-lived file.
 */
async function removeIfStale(file: string, self: LockHolder, staleMs: number): Promise<void> {
	if (!(await isStale(file, staleMs))) return;
	const guard = `${file}.takeover`;
	if (!(await createExclusively(guard, self))) {
		if (await isStale(guard, staleMs)) await rm(guard, { force: true });
		return;
	}
	try {
		if (await isStale(file, staleMs)) await rm(file, { force: true });
	} finally {
		await rm(guard, { force: true });
	}
}

/**
 * Waits until this process alone holds the lock `file` (its folder must exist). A lock whose process is dead, or that
 * has not been touched for `staleMs`, is taken over.
 *
 * @returns the function that releases it
 */
export async function acquireLock(file: string, options: LockOptions = {}): Promise<Release> {
	const { pollMs = 500, heartbeatMs = 5_000, staleMs = 120_000, onWait } = options;
	const self: LockHolder = { pid: process.pid, token: randomUUID() };

	while (!(await createExclusively(file, self))) {
		await removeIfStale(file, self, staleMs);
		const found = await readHolder(file);
		if (!found) continue;
		onWait?.(found.holder);
		await sleep(pollMs);
	}

	const heartbeat = setInterval(() => {
		const now = new Date();
		// A lock that was taken over is no longer ours to keep fresh; the release notices.
		utimes(file, now, now).catch(() => clearInterval(heartbeat));
	}, heartbeatMs);
	heartbeat.unref();

	return async () => {
		clearInterval(heartbeat);
		const found = await readHolder(file);
		if (found?.holder?.token === self.token) await rm(file, { force: true });
	};
}
