import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Name of the credential on the stage. */
export const SEND_CREDENTIAL = 'bench account';

/** API path of a template message. */
export const SEND_PATH = '/cgi-bin/message/template/send';

const ROOT = path.dirname(__dirname);
const LATENCY_MS = 30;
const FOLLOWERS = 50;
const CONTENT = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}';

/** A real n8n beside a platform in a process of its own, which answers over TLS after 30 ms. */
export interface SendStage {
	host: RunningHost;
	control: Control;
	credentialIds: Record<string, string>;
	templateId: string;
	openids: string[];
	/** The platform's API over TLS. */
	api: string;
	/** A token for the node that knows nothing of credentials. */
	accessToken: string;
	/** Token requests that n8n has made so far. */
	tokenCalls(): Promise<number>;
	strike(): Promise<void>;
}

/**
 * Builds the package, starts platform and n8n, and connects them.
 *
 * @throws when a part does not start; everything started before is stopped
 */
export async function setSendStage(): Promise<SendStage> {
	const undo: Array<() => Promise<unknown>> = [];
	const strike = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const folder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-bench-'));
		undo.push(() => rm(folder, { recursive: true, force: true }));
		const tls = await writeCertificate(folder);
		const platform = startPlatform(tls);
		undo.push(() => end(platform));
		const urls = (await firstLine(platform)) as { api: string; open: string; mp: string; control: string };
		const control = createControlClient(urls.control);
		const { account } = await control.account({ dailyLimits: { [SEND_PATH]: Number.MAX_SAFE_INTEGER } });
		const { templateId } = (await control.area('templates', 'add', {
			title: '订单支付成功通知',
			content: CONTENT,
		})) as { templateId: string };
		const openids: string[] = [];
		for (let person = 0; person < FOLLOWERS; person++) {
			openids.push((await control.follower({ follow: true, push: false })).follower.openid);
		}
		// The same stable token that n8n will be given; asked for over plain HTTP, so that this process need not trust the certificate.
		const { data: token } = await axios.post<{ access_token: string }>(
			`${urls.open}/cgi-bin/stable_token`,
			{ grant_type: 'client_credential', appid: account.appid, secret: account.secret },
			{ proxy: false },
		);
		const tokenCalls = async () => {
			const [shown] = (await control.state()).accounts as unknown as Array<{
				usedToday: Record<string, number>;
			}>;
			return (shown?.usedToday['/cgi-bin/stable_token'] ?? 0) - 1;
		};

		const built = await buildPackage();
		undo.push(built.remove);
		await addSendNodes(built.dir);
		const host = await startHost({
			packageDir: built.dir,
			env: { NODE_EXTRA_CA_CERTS: tls.cert, N8N_LOG_LEVEL: 'error' },
		});
		undo.push(host.stop);
		const data = {
			appId: account.appid,
			appSecret: account.secret,
			token: account.token,
			messageEncryption: 'plain',
			apiHost: 'custom',
			customApiHost: urls.api,
		};
		const seeded = await seedHost(host, {
			credentials: [{ name: SEND_CREDENTIAL, type: 'wechatMpApi', data }],
		});
		const credentialIds = { [SEND_CREDENTIAL]: seeded.credentials[SEND_CREDENTIAL]?.id ?? '' };
		const { api } = urls;
		const accessToken = token.access_token;
		return { host, control, credentialIds, templateId, openids, api, accessToken, tokenCalls, strike };
	} catch (error) {
		await strike();
		throw error;
	}
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
