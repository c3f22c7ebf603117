import axios from 'axios';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createSimulator, type Simulator } from '../../../simulator/createSimulator';
import type { Follower } from '../../../simulator/state/Account';
import { freshTrigger, type FreshTrigger } from './freshTrigger';
import { LoginHost, type LoginHostParts } from './loginHost';
import { type Shown, TestBrowser } from './testBrowser';

/** A platform, an n8n with the trigger, a person and their browser. */
export interface LoginTestbed {
	platform: Simulator;
	host: LoginHost;
	trigger: FreshTrigger;
	person: Follower;
	browser: TestBrowser;
	credentials: { wechatMpApi: IDataObject };
	/** Login items of all executions so far. */
	logins(): IDataObject[];
	/** Items of the output Failed. */
	failures(): IDataObject[];
	/** Calls of one API path so far. */
	callsOf(path: string): Promise<number>;
	/** Replaces the n8n by a fresh one on the same address: a restart. */
	restart(): Promise<void>;
	/** Another process behind the same address, e.g. of a load balancer. */
	anotherProcess(): Promise<LoginHost>;
	close(): Promise<void>;
}

/**
 * Sets everything up on loopback.
 *
 * @param parameters of the trigger
 * @param parts of the host that differ
 */
export async function startLoginTestbed(
	parameters: IDataObject = {},
	parts: Partial<LoginHostParts> = {},
): Promise<LoginTestbed> {
	const platform = await createSimulator({ seed: 'login', log: () => {} });
	const { account } = await platform.control.account();
	const { follower } = await platform.control.follower({
		nickname: '小明',
		headimgurl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/a/132',
	});
	const credentials = {
		wechatMpApi: {
			appId: account.appid,
			appSecret: account.secret,
			apiHost: 'custom',
			customApiHost: platform.urls.api,
			openHost: platform.urls.open,
			mpHost: platform.urls.mp,
		},
	};
	const trigger = freshTrigger();
	const hosts: LoginHost[] = [];
	const startHost = async (type: FreshTrigger, port = 0) => {
		const host = await new LoginHost({ parameters, credentials, ...parts, type: type.type }).start(port);
		hosts.push(host);
		return host;
	};
	const testbed: LoginTestbed = {
		platform,
		host: await startHost(trigger),
		trigger,
		person: follower,
		browser: new TestBrowser(),
		credentials,
		logins: () => outputs(hosts, 0),
		failures: () => outputs(hosts, 1),
		async callsOf(path) {
			return (await platform.control.calls()).filter((call) => call.path === path).length;
		},
		async restart() {
			const port = Number(new URL(testbed.host.origin).port);
			await testbed.host.stop();
			testbed.trigger = freshTrigger();
			testbed.host = await startHost(testbed.trigger, port);
		},
		async anotherProcess() {
			const other = await startHost(freshTrigger());
			// Both processes know the public address only.
			other.publicOrigin = testbed.host.origin;
			return other;
		},
		async close() {
			await Promise.all(hosts.map((host) => host.stop()));
			await platform.close();
		},
	};
	return testbed;
}

/** Consents on a page that asks, and stops where the platform sends the browser. */
export async function consentedCallback(testbed: LoginTestbed, consent: Shown): Promise<string> {
	const ticket = /name="ticket" value="(\w+)"/.exec(consent.body)?.[1] ?? '';
	const allowed = await axios.post<string>(
		`${testbed.platform.urls.open}/connect/sim/consent`,
		new URLSearchParams({ ticket, decision: 'allow' }).toString(),
		{ maxRedirects: 0, proxy: false, validateStatus: () => true },
	);
	return String(allowed.headers.location);
}

function outputs(hosts: readonly LoginHost[], output: number): IDataObject[] {
	return hosts
		.flatMap(({ executions }) => executions)
		.flatMap((execution): INodeExecutionData[] => execution[output] ?? [])
		.map(({ json }) => json);
}
