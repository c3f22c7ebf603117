import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axios from 'axios';
import { guardChild, stopChild } from './childGuard';
import { freePorts } from './freePorts';
import type { HostCommand, HostPorts } from './hostEnv';
import { hostEnv } from './hostEnv';
import { installHost } from './install';
import { linkPackage } from './linkPackage';
import { OutputTail } from './outputTail';
import { pollUntil } from './pollUntil';
import { HostApi } from './rest';

export interface StartOptions {
	/** Folder of the node package: the one with its package.json. */
	packageDir: string;
	/** Folder that stands for the user's home. Without it a temporary one is made and removed at the end. */
	userFolder?: string;
	/** Environment variables for n8n on top of, or instead of, the usual ones. */
	env?: Record<string, string>;
	/** Gets progress and every line n8n writes. */
	log?: (line: string) => void;
	/** Which kind of n8n process; `start` unless told. */
	command?: HostCommand;
	/** Arguments after the command, e.g. `--concurrency=5` for a worker. */
	args?: string[];
	/** Ports to use, e.g. those of an earlier run; free ones unless told. */
	ports?: HostPorts;
	/** How long n8n may take until it is ready, ms. */
	startTimeoutMs?: number;
}

/** An n8n process that is ready. */
export interface RunningHost {
	/** Origin, without a slash at the end. */
	url: string;
	/** Address to open in a browser. */
	editorUrl: string;
	/** Address of a production webhook. */
	webhookUrl(webhookPath: string): string;
	userFolder: string;
	ports: HostPorts;
	/** Process id of n8n. */
	pid: number;
	/** REST client; not logged in. */
	api: HostApi;
	/** What n8n has written so far. */
	output(): string;
	/** Ends n8n and what it started; removes a temporary user folder. May be called more than once. */
	stop(): Promise<void>;
}

/** n8n gives running executions 30 s; nobody wants to wait that long for a test host. */
const STOP_GRACE_MS = 10_000;

const PORT_TAKEN = /port \d+ is already in use|EADDRINUSE/i;

interface Process {
	child: ChildProcess;
	output: OutputTail;
	/** Why the process cannot be used any more. */
	death(): string | undefined;
}

interface SpawnPlan {
	command: HostCommand;
	args: string[];
	nodeBin: string;
	n8nBin: string;
	userFolder: string;
	env: Record<string, string>;
	log?: (line: string) => void;
	cleanUp?: () => void;
}

function spawnHost(plan: SpawnPlan): Process {
	const preload = path.join(__dirname, 'exitWithParent.ts');
	const child = spawn(plan.nodeBin, ['--require', preload, plan.n8nBin, plan.command, ...plan.args], {
		// n8n reads a `.env` file in its working directory.
		cwd: plan.userFolder,
		env: plan.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const output = new OutputTail();
	if (child.stdout) output.collect(child.stdout, plan.log);
	if (child.stderr) output.collect(child.stderr, plan.log);
	let death: string | undefined;
	child.once('error', (error) => (death = `n8n could not be started: ${error.message}`));
	child.once('exit', (code, signal) => (death = `n8n ended with ${signal ?? `code ${code}`}`));
	guardChild(child, plan.cleanUp);
	return { child, output, death: () => death };
}

/** n8n's own readiness, and for a main process the REST interface too, which comes up a moment later. */
async function isReady(url: string, command: HostCommand): Promise<boolean> {
	const paths = command === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz/readiness'];
	const request = { timeout: 2_000, proxy: false, validateStatus: () => true } as const;
	try {
		for (const probe of paths) {
			const { status, headers } = await axios.get(`${url}${probe}`, request);
			// While it migrates its database, n8n answers 200 with a plain sentence.
			if (status !== 200 || !String(headers['content-type']).includes('json')) return false;
		}
		return true;
	} catch {
		// Not listening yet.
		return false;
	}
}

async function waitUntilReady(
	host: Process,
	url: string,
	command: HostCommand,
	timeoutMs: number,
): Promise<void> {
	const tail = (): string => `Last lines of its log:\n${host.output.lastLines(40)}`;
	await pollUntil(
		`n8n at ${url} to become ready`,
		async () => {
			const death = host.death();
			if (death) throw new Error(`${death} before it was ready. ${tail()}`);
			return (await isReady(url, command)) || undefined;
		},
		{ timeoutMs },
		tail,
	);
}

/**
 * Starts the pinned n8n (installing it first if need be) with one node package, on free ports of 127.0.0.1, and waits
 * until it answers. It ends with this process, whatever ends that; a user's own `~/.n8n` is never touched.
 *
 * A second start with the same `userFolder` finds encryption key, database and active workflows of the first.
 *
 * @throws when n8n ends or is not ready in time; the message has the end of its log
 */
export async function startHost(options: StartOptions): Promise<RunningHost> {
	const { command = 'start', args = [], log, startTimeoutMs = 120_000 } = options;
	const { nodeBin, n8nBin } = await installHost({ log });
	const userFolder = options.userFolder
		? path.resolve(options.userFolder)
		: await mkdtemp(path.join(tmpdir(), 'n8n-nodes-wechat-mp-'));
	// Only a folder of our own making is ours to remove.
	const cleanUp = options.userFolder
		? undefined
		: (): void => rmSync(userFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	await mkdir(userFolder, { recursive: true });
	try {
		await linkPackage(userFolder, options.packageDir);
	} catch (error) {
		cleanUp?.();
		throw error;
	}

	for (let attempt = 1; ; attempt++) {
		const [main = 0, broker = 0] = options.ports
			? [options.ports.main, options.ports.broker]
			: await freePorts(2);
		const ports = { main, broker };
		const env = hostEnv({ command, ports, userFolder, nodeBin, parent: process.env, extra: options.env });
		const host = spawnHost({ command, args, nodeBin, n8nBin, userFolder, env, log, cleanUp });
		const url = `http://127.0.0.1:${ports.main}`;
		try {
			await waitUntilReady(host, url, command, startTimeoutMs);
		} catch (error) {
			await stopChild(host.child, STOP_GRACE_MS);
			const mayRetry = !options.ports && attempt < 3 && PORT_TAKEN.test(host.output.text());
			if (mayRetry) continue;
			cleanUp?.();
			throw error;
		}
		return running(host, { url, ports, userFolder, cleanUp });
	}
}

interface Place {
	url: string;
	ports: HostPorts;
	userFolder: string;
	cleanUp?: () => void;
}

function running({ child, output }: Process, { url, ports, userFolder, cleanUp }: Place): RunningHost {
	return {
		url,
		editorUrl: `${url}/`,
		webhookUrl: (webhookPath) => `${url}/webhook/${webhookPath.replace(/^\/+/, '')}`,
		userFolder,
		ports,
		pid: child.pid ?? 0,
		api: new HostApi(url),
		output: () => output.text(),
		async stop() {
			await stopChild(child, STOP_GRACE_MS);
			cleanUp?.();
		},
	};
}
