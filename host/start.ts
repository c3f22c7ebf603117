import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axios from 'axios';
import { onExit } from 'signal-exit';
import { freePort } from './freePort';
import type { HostCommand, HostPorts } from './hostEnv';
import { hostEnv } from './hostEnv';
import { installHost } from './install';
import { knownModules } from './knownModules';
import { linkPackage } from './linkPackage';
import { HostApi } from './rest';
import type { Program } from './startProgram';
import { startProgram } from './startProgram';

/** Options of {@link startHost}. */
export interface StartOptions {
	/** Folder of the node package: the one with its package.json. */
	packageDir: string;
	/** Folder used as the user's home. Without it a temporary one is created, and removed at the end. */
	userFolder?: string;
	/** Environment variables for n8n that add to or replace the usual ones. */
	env?: Record<string, string>;
	/** Receives progress and every line of n8n's output. */
	log?: (line: string) => void;
	/** Version of n8n, from `host/versions`; by default that of `N8N_UNDER_TEST`, else the pinned one. */
	version?: string;
	/** Kind of n8n process; `start` by default. */
	command?: HostCommand;
	/** Arguments after the command, e.g. `--concurrency=5` for a worker. */
	args?: string[];
	/** Ports to use, e.g. those of an earlier run; free ones by default. */
	ports?: HostPorts;
	/** Maximum time until n8n is ready, ms. */
	startTimeoutMs?: number;
}

/** An n8n process that is ready. */
export interface RunningHost {
	/** Origin, without a trailing slash. */
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
	/** How it ended, e.g. `ended with code 0`. Never rejects. */
	ended: Promise<string>;
	/** What n8n has written so far. */
	output(): string;
	/** Stops n8n and what it started; removes a temporary user folder. May be called more than once. */
	stop(): Promise<void>;
}

/** n8n waits 30 s for running executions, which is too long for a test host. */
const STOP_GRACE_MS = 10_000;

const EXIT_WITH_PARENT = path.join(__dirname, 'exitWithParent.ts');

const PORT_TAKEN = /port \d+ is already in use|EADDRINUSE/i;

/** n8n's own readiness, and for a main process the REST interface too, which comes up a moment later. */
async function isReady(url: string, command: HostCommand): Promise<boolean> {
	const paths = command === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz/readiness'];
	const request = { timeout: 2_000, proxy: false, validateStatus: () => true } as const;
	try {
		for (const probe of paths) {
			const { status, headers } = await axios.get(`${url}${probe}`, request);
			// While it migrates its database, n8n answers 200 with plain text.
			if (status !== 200 || !String(headers['content-type']).includes('json')) return false;
		}
		return true;
	} catch {
		// Not listening yet.
		return false;
	}
}

/**
 * Starts n8n (after installing it if necessary) with one node package, on free ports of 127.0.0.1, and waits until it answers. It ends with
 * this process, however that ends; a user's own `~/.n8n` is never touched.
 *
 * A second start with the same `userFolder` finds encryption key, database and active workflows of the first.
 *
 * @throws when n8n ends or is not ready in time, with the end of its log
 */
export async function startHost(options: StartOptions): Promise<RunningHost> {
	const { command = 'start', args = [], log, startTimeoutMs = 120_000 } = options;
	const version = options.version ?? process.env.N8N_UNDER_TEST;
	const { nodeBin, n8nBin, dir } = await installHost({ log, version });
	const modules = knownModules(dir);
	const userFolder = options.userFolder
		? path.resolve(options.userFolder)
		: mkdtempSync(path.join(tmpdir(), 'n8n-nodes-wechat-mp-'));
	// Only a temporary folder created here may be removed.
	const cleanUp = options.userFolder
		? undefined
		: (): void => rmSync(userFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	// If this process ends before n8n runs, the folder is removed; after that, n8n's own guard does it.
	const forget = cleanUp && onExit(cleanUp);
	await mkdir(userFolder, { recursive: true });
	try {
		await linkPackage(userFolder, options.packageDir);
	} catch (error) {
		cleanUp?.();
		throw error;
	}

	for (let attempt = 1; ; attempt++) {
		const ports = options.ports ?? { main: await freePort(), broker: await freePort() };
		const url = `http://127.0.0.1:${ports.main}`;
		const program = startProgram({
			name: `n8n at ${url}`,
			command: [nodeBin, '--require', EXIT_WITH_PARENT, n8nBin, command, ...args],
			// n8n reads a `.env` file in its working directory.
			cwd: userFolder,
			env: hostEnv({ command, ports, userFolder, nodeBin, modules, parent: process.env, extra: options.env }),
			ipc: true,
			graceMs: STOP_GRACE_MS,
			log,
			cleanUp,
		});
		forget?.();
		try {
			await program.untilReady(async () => await isReady(url, command), { timeoutMs: startTimeoutMs });
		} catch (error) {
			await program.stop();
			const mayRetry = !options.ports && attempt < 3 && PORT_TAKEN.test(program.output());
			if (mayRetry) continue;
			cleanUp?.();
			throw error;
		}
		return running(program, { url, ports, userFolder, cleanUp });
	}
}

interface Place {
	url: string;
	ports: HostPorts;
	userFolder: string;
	cleanUp?: () => void;
}

function running(program: Program, { url, ports, userFolder, cleanUp }: Place): RunningHost {
	return {
		url,
		editorUrl: `${url}/`,
		webhookUrl: (webhookPath) => `${url}/webhook/${webhookPath.replace(/^\/+/, '')}`,
		userFolder,
		ports,
		pid: program.pid,
		ended: program.ended,
		api: new HostApi(url),
		output: program.output,
		async stop() {
			await program.stop();
			cleanUp?.();
		},
	};
}
