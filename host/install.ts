import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cacheFolder';
import { folderBytes } from './folderBytes';
import { describeInstallEvent, type InstallEvent } from './installEvents';
import { acquireLock } from './installLock';
import type { Step } from './installSteps';
import { installationPaths, stepsFor } from './installSteps';
import { type HostRelease, hostRelease, installationHash } from './versions';

/** A usable n8n on this machine. */
export interface InstalledHost {
	/** Node.js that runs it. */
	nodeBin: string;
	/** n8n's start script, to be run with `nodeBin`. */
	n8nBin: string;
	/** Folder of the installation; `node_modules` is in it. */
	dir: string;
}

/** Options of {@link installHost}. */
export interface InstallOptions {
	/** Receives progress, one line at a time. */
	log?: (line: string) => void;
	/** Receives the same as data, and also that there is nothing to do. */
	onEvent?: (event: InstallEvent) => void;
	/** Folder of the installations; by default a cache folder of the user. */
	cache?: string;
	/** Version of n8n, from `host/versions`; the pinned one by default. */
	version?: string;
	/** The recipe. */
	steps?: Step[];
	/** Name of the installation inside the cache. */
	hash?: string;
}

const MARKER = 'installed.json';
const FINISHED_STEPS = 'finished-steps.json';

/** Measured: 2.8 GB installed, plus temporary files of npm and the compiler. */
const NEEDED_BYTES = 5e9;

/** The marker shows that all steps succeeded; the files, that nobody has deleted half of it since. */
function isInstalled(dir: string): boolean {
	const { nodeBin, n8nBin, sqlite } = installationPaths(dir);
	return [path.join(dir, MARKER), nodeBin, n8nBin, sqlite].every((file) => existsSync(file));
}

function describe(dir: string): InstalledHost {
	const { nodeBin, n8nBin } = installationPaths(dir);
	return { nodeBin, n8nBin, dir };
}

function refuseUnsupportedMachine({ n8n, node }: HostRelease): void {
	const packaged = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
	const wanted = Number.parseInt(node, 10);
	if (packaged || Number.parseInt(process.versions.node, 10) >= wanted) return;
	throw new Error(
		`n8n ${n8n} runs on Node.js ${wanted} or newer. npm brings one for Linux (x64, arm64) only; here (${process.platform} ${process.arch}, Node.js ${process.versions.node}) run this command with Node.js ${wanted}.`,
	);
}

async function refuseFullDisk(cache: string): Promise<void> {
	const { bavail, bsize } = await statfs(cache);
	const free = bavail * bsize;
	if (free >= NEEDED_BYTES) return;
	const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
	throw new Error(
		`Installing n8n takes ${gigabytes(NEEDED_BYTES)} GB in ${cache}, where ${gigabytes(free)} GB are free. Make room, or set XDG_CACHE_HOME to a folder on another disk.`,
	);
}

async function finishedSteps(staging: string): Promise<string[]> {
	try {
		return JSON.parse(await readFile(path.join(staging, FINISHED_STEPS), 'utf8')) as string[];
	} catch {
		// Missing, or truncated while it was written: no step is known to be finished.
		return [];
	}
}

/**
 * The folder to work in. Finished parts of an interrupted run are moved to a new name, because a child of that run may still be writing
 * under the old one; half-finished parts are removed (npm keeps the downloads).
 */
async function prepareStaging(cache: string, prefix: string): Promise<string> {
	const staging = path.join(cache, `${prefix}${process.pid}-${Date.now()}`);
	let adopted = false;
	for (const name of (await readdir(cache)).filter((entry) => entry.startsWith(prefix))) {
		const old = path.join(cache, name);
		if (!adopted && (await finishedSteps(old)).length > 0) {
			await rename(old, staging);
			adopted = true;
		} else {
			await rm(old, { recursive: true, force: true, maxRetries: 3 });
		}
	}
	if (!adopted) await mkdir(staging);
	return staging;
}

/** Reports an event, which is given without the elapsed seconds. */
type Report = (event: WithoutSeconds<InstallEvent>) => void;
type WithoutSeconds<Event> = Event extends { seconds: number } ? Omit<Event, 'seconds'> : Event;

async function runSteps(staging: string, steps: Step[], report: Report): Promise<void> {
	const finished = await finishedSteps(staging);
	for (const [index, step] of steps.entries()) {
		const { name, title } = step;
		const progress = { kind: 'step', number: index + 1, count: steps.length, name, title } as const;
		if (finished.includes(name)) {
			report({ ...progress, state: 'doneBefore' });
			continue;
		}
		report({ ...progress, state: 'begun' });
		let isMeasuring = false;
		let isRunning = true;
		const onTick = async (): Promise<void> => {
			if (isMeasuring) return;
			isMeasuring = true;
			const bytes = await folderBytes(staging);
			isMeasuring = false;
			if (isRunning) report({ ...progress, state: 'running', bytes });
		};
		const log = (line: string): void => report({ kind: 'detail', line });
		await step.run({ dir: staging, log, onTick: () => void onTick() }).finally(() => (isRunning = false));
		finished.push(name);
		await writeFile(path.join(staging, FINISHED_STEPS), JSON.stringify(finished));
	}
}

/**
 * Installs an n8n and its Node.js once, outside the checkout; returns at once when they exist.
 *
 * It works in a folder next to the final one and renames it at the end, so a folder with the final name is complete. Of several concurrent
 * runs, one installs and the others wait for it. An interrupted run is continued by the next.
 *
 * @throws when there is no such version, the machine lacks Node.js, build tools or disk space (the message says what to do), or a step
 *   fails
 */
export async function installHost(options: InstallOptions = {}): Promise<InstalledHost> {
	const { cache = cacheFolder() } = options;
	const release = hostRelease(options.version);
	const { n8n } = release;
	const steps = options.steps ?? stepsFor(release);
	const hash = options.hash ?? installationHash(process.platform, process.arch, release);
	const dir = path.join(cache, `host-${hash}`);
	const startedAt = Date.now();
	const report = reporter(options, startedAt);
	if (isInstalled(dir)) {
		report({ kind: 'present', n8n, dir });
		return describe(dir);
	}

	refuseUnsupportedMachine(release);
	await mkdir(cache, { recursive: true });
	let lastWaitLine = 0;
	const unlock = await acquireLock(`${dir}.lock`, {
		onWait: (holder) => {
			if (Date.now() - lastWaitLine < 10_000) return;
			lastWaitLine = Date.now();
			report({ kind: 'waiting', holder });
		},
	});
	try {
		if (isInstalled(dir)) return describe(dir);
		await refuseFullDisk(cache);
		report({ kind: 'begun', n8n, dir });
		const staging = await prepareStaging(cache, `host-${hash}.partial-`);
		await runSteps(staging, steps, report);
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		await writeFile(
			path.join(staging, MARKER),
			JSON.stringify({ n8n: release.n8n, node: release.node, seconds }),
		);
		// An incomplete folder under the final name.
		await rm(dir, { recursive: true, force: true });
		await rename(staging, dir);
		report({ kind: 'installed', n8n, dir });
		return describe(dir);
	} finally {
		await unlock();
	}
}

/** Adds the elapsed seconds to events. */
function reporter({ log, onEvent }: InstallOptions, startedAt: number): Report {
	return (event) => {
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		const timed = { seconds, ...event } as InstallEvent;
		onEvent?.(timed);
		const line = describeInstallEvent(timed);
		if (line !== undefined) log?.(line);
	};
}
