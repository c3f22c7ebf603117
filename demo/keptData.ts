import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { acquireLock, type Release } from '../host/installLock';
import type { Owner } from '../host/rest';
import type { Say } from './language.cjs';
import type { DemoPorts } from './ports';

/** Increased when the format of the kept data changes. */
const FORMAT = 1;
const FACTS = 'demo.json';
const PLATFORM = 'platform.json';

/** The data of a finished story. */
export interface KeptRun {
	owner: Owner;
	ports: DemoPorts;
	/** Snapshot of the platform. */
	platform: string;
}

/** The folder for a demo's data, locked by this process. */
export interface KeptData {
	folder: string;
	/** n8n's folder. */
	userFolder: string;
	/** The earlier run; undefined when there was none that finished its story. */
	earlier: KeptRun | undefined;
	/** Whether there was one that did not finish its story. */
	wasCutOff: boolean;
	/** Records that the story is finished, and its facts. */
	finish(facts: Pick<KeptRun, 'owner' | 'ports'>): Promise<void>;
	/** Saves the platform's state. */
	savePlatform(snapshot: string): Promise<void>;
	/** Releases the folder for other processes. */
	release: Release;
}

/** The folder for kept data, by the XDG base directory specification. */
export function keptFolder(env: NodeJS.ProcessEnv): string {
	const base = env.XDG_DATA_HOME;
	const root = base && path.isAbsolute(base) ? base : path.join(homedir(), '.local', 'share');
	return path.join(root, 'n8n-nodes-wechat-mp', 'demo');
}

/**
 * Opens the folder, and empties it when an earlier run did not finish its story.
 *
 * @param say returns the text of errors
 * @throws when another process uses the folder, or its content cannot be read
 */
export async function openKeptData(folder: string, say: Say): Promise<KeptData> {
	// The platform's snapshot contains the keys of its accounts, and the facts contain the password of n8n's owner.
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const release = await acquireLock(`${folder}.lock`, {
		onWait: (holder) => {
			throw new Error(say('errorKeptBusy', { holder, folder }));
		},
	});
	try {
		const userFolder = path.join(folder, 'n8n');
		const earlier = await readEarlier(folder, say);
		const wasCutOff = earlier === undefined && existsSync(userFolder);
		if (!earlier) for (const part of [userFolder, path.join(folder, PLATFORM)]) await remove(part);
		const write = async (name: string, text: string): Promise<void> => {
			const file = path.join(folder, name);
			await writeFile(`${file}.new`, text, { mode: 0o600 });
			await rename(`${file}.new`, file);
		};
		return {
			folder,
			userFolder,
			earlier,
			wasCutOff,
			release,
			finish: async (facts) => await write(FACTS, JSON.stringify({ format: FORMAT, ...facts })),
			savePlatform: async (snapshot) => await write(PLATFORM, snapshot),
		};
	} catch (error) {
		await release();
		throw error;
	}
}

async function readEarlier(folder: string, say: Say): Promise<KeptRun | undefined> {
	const facts = await read(path.join(folder, FACTS));
	if (facts === undefined) return undefined;
	try {
		const { format, owner, ports } = JSON.parse(facts) as KeptRun & { format?: number };
		if (format !== FORMAT) throw new Error(`format ${String(format)} instead of ${FORMAT}`);
		const platform = await read(path.join(folder, PLATFORM));
		if (platform === undefined) throw new Error(`${PLATFORM} is missing`);
		return { owner, ports, platform };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(say('errorKeptUnreadable', { folder, reason }), { cause: error });
	}
}

async function read(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

async function remove(part: string): Promise<void> {
	await rm(part, { recursive: true, force: true, maxRetries: 3 });
}
