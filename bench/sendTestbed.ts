import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import axios from 'axios';
import { buildPackage } from '../demo/buildPackage';
import { seedHost } from '../host/seed';
import { type RunningHost, startHost } from '../host/start';
import { createControlClient } from '../simulator/client';
import type { Control } from '../simulator/control/Control';
import { makeLoopbackCertificate } from '../simulator/loopbackCertificate';
import { addSendNodes } from './sendNodes';

/** Name of the account's credential in n8n. */
export const SEND_CREDENTIAL = 'bench account';

/** API path of a template message. */
export const SEND_PATH = '/cgi-bin/message/template/send';

const ROOT = path.dirname(__dirname);
const LATENCY_MS = 30;
const FOLLOWERS = 50;
const MEGABYTE = 1024 * 1024;
const CONTENT = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}';

/** The platform in its own process, which answers over TLS after 30 ms, and the built package. */
export interface SendPlatform {
	control: Control;
	templateId: string;
	openids: string[];
	/** The platform's API over TLS. */
	api: string;
	/** A token for the node that has no credential. */
	accessToken: string;
	/** Token requests that n8n has made so far. */
	tokenCalls(): Promise<number>;
	/** Template messages that have reached somebody so far. */
	delivered(): Promise<number>;
	/** Memory of the platform's own process in megabytes. */
	residentMb(): Promise<number>;
	/**
	 * Starts a fresh n8n with the credential.
	 *
	 * @param heapLimitMb `--max-old-space-size` of n8n; V8's own unless given
	 */
	startHost(options?: { heapLimitMb?: number | undefined }): Promise<SendHost>;
	/** Stops everything that is still running. */
	stop(): Promise<void>;
}

/** A real n8n next to the platform. */
export interface SendHost {
	host: RunningHost;
	credentialIds: Record<string, string>;
}

/** Both of them. */
export type SendTestbed = SendPlatform & SendHost;

/**
 * Builds the package and starts the platform; n8n is started on request.
 *
 * @throws when a part does not start; everything started before is stopped
 */
export async function startSendPlatform(): Promise<SendPlatform> {
	const undo: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const folder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-bench-'));
		undo.push(() => rm(folder, { recursive: true, force: true }));
		const tls = await writeCertificate(folder);
		const platform = startPlatform(tls);
		undo.push(() => end(platform));
		const urls = (await firstLine(platform)) as { api: string; open: string; mp: string; control: string };
		const account = await openAccount(createControlClient(urls.control), urls.open);
		const built = await buildPackage();
		undo.push(built.remove);
		await addSendNodes(built.dir);
		const data = { ...account.credential, apiHost: 'custom', customApiHost: urls.api };
		const startOne: SendPlatform['startHost'] = async ({ heapLimitMb } = {}) => {
			const limit: Record<string, string> =
				heapLimitMb === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${heapLimitMb}` };
			const host = await startHost({
				packageDir: built.dir,
				env: { NODE_EXTRA_CA_CERTS: tls.cert, N8N_LOG_LEVEL: 'error', N8N_METRICS: 'true', ...limit },
			});
			undo.push(host.stop);
			const credentials = [{ name: SEND_CREDENTIAL, type: 'wechatMpApi', data }];
			const seeded = await seedHost(host, { credentials });
			return { host, credentialIds: { [SEND_CREDENTIAL]: seeded.credentials[SEND_CREDENTIAL]?.id ?? '' } };
		};
		const residentMb = () => readMemory(platform.pid ?? 0, 'VmRSS');
		return { ...account, api: urls.api, residentMb, startHost: startOne, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Creates an account with a template, a few followers and no daily limit. */
async function openAccount(control: Control, open: string) {
	const { account } = await control.account({ dailyLimits: { [SEND_PATH]: Number.MAX_SAFE_INTEGER } });
	const { templateId } = (await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: CONTENT,
	})) as { templateId: string };
	const openids: string[] = [];
	for (let person = 0; person < FOLLOWERS; person++) {
		openids.push((await control.follower({ follow: true, push: false })).follower.openid);
	}
	// The stable token that n8n will get too; requested over plain HTTP, so that this process need not trust the certificate.
	const { data: token } = await axios.post<{ access_token: string }>(
		`${open}/cgi-bin/stable_token`,
		{ grant_type: 'client_credential', appid: account.appid, secret: account.secret },
		{ proxy: false },
	);
	const shown = async () => {
		const [first] = (await control.state()).accounts;
		return first as unknown as {
			usedToday: Record<string, number>;
			areas: { templates: { delivered: number } };
		};
	};
	return {
		control,
		templateId,
		openids,
		accessToken: token.access_token,
		tokenCalls: async () => ((await shown()).usedToday['/cgi-bin/stable_token'] ?? 0) - 1,
		delivered: async () => (await shown()).areas.templates.delivered,
		credential: {
			appId: account.appid,
			appSecret: account.secret,
			token: account.token,
			messageEncryption: 'plain',
		},
	};
}

/**
 * Reads a process's memory use from the kernel (Linux only).
 *
 * @param field `VmRSS` for the current value, `VmHWM` for the maximum since {@link forgetPeak}
 * @returns megabytes
 */
export async function readMemory(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kilobytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
	return Math.round((kilobytes * 1024) / MEGABYTE);
}

/** Resets the kernel's record of a process's highest resident size. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

interface Tls {
	key: string;
	cert: string;
}

async function writeCertificate(folder: string): Promise<Tls> {
	const tls = { key: path.join(folder, 'key.pem'), cert: path.join(folder, 'cert.pem') };
	const { key, cert } = await makeLoopbackCertificate();
	await writeFile(tls.key, key);
	await writeFile(tls.cert, cert);
	return tls;
}

function startPlatform(tls: Tls): ChildProcess {
	const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const cli = path.join(ROOT, 'simulator', 'cli.ts');
	const options = ['--seed', 'bench', '--latency', String(LATENCY_MS)];
	const secure = ['--tls-key', tls.key, '--tls-cert', tls.cert];
	return spawn(process.execPath, [tsx, cli, ...options, ...secure], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function end(child: ChildProcess): Promise<void> {
	child.kill('SIGTERM');
	if (child.exitCode === null) await once(child, 'exit');
}

async function firstLine(child: ChildProcess): Promise<unknown> {
	if (!child.stdout) throw new Error('The platform has no output');
	for await (const line of createInterface(child.stdout)) return JSON.parse(line) as unknown;
	throw new Error('The platform ended before it was up');
}
