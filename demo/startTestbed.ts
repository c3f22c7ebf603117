import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Owner, StoredCredential } from '../host/rest';
import type { HostPorts } from '../host/hostEnv';
import { seedHost } from '../host/seed';
import { type RunningHost, startHost, type StartOptions } from '../host/start';
import { createSimulator, type Simulator } from '../simulator/createSimulator';
import { buildPackage } from './buildPackage';
import { chooseCredentials, type ExampleWorkflow } from './personalize';

/** Name of the credential that the nodes of the example workflows get. */
export const ACCOUNT_CREDENTIAL = 'WeChat Official Account';

/** Encryption mode of the local account's server configuration. */
export type PushMode = 'plain' | 'compatible' | 'safe';

/** A real n8n with our package next to a local WeChat platform with one account, which has a credential in n8n. */
export interface Testbed {
	host: RunningHost;
	simulator: Simulator;
	owner: Owner;
	credential: StoredCredential;
	/** Ids by credential name, for importing workflows. */
	credentialIds: Record<string, string>;
	account: { appid: string; secret: string; token: string; encodingAESKey: string };
	/** The package as npm would deliver it, for starting n8n again. */
	packageDir: string;
	/** Stops everything and removes temporary folders. */
	stop(): Promise<void>;
}

/** Options that differ from the default testbed. */
export interface TestbedOptions {
	mode?: PushMode;
	/** Receives progress and n8n's own output. */
	log?: (line: string) => void;
	env?: Record<string, string>;
	/** n8n's folder, for starting it again with the same data; a temporary one by default. */
	userFolder?: string;
	/** Seed of the platform's ids. */
	seed?: string;
	/** Ports to use; free ones by default. */
	ports?: { host: HostPorts; platform: number };
	/** Data of an earlier run, to be used with its `userFolder` and `ports`. */
	earlier?: { owner: Owner; platform: string };
	/** Called before each step. */
	onStep?: (step: 'build' | 'start') => void;
	/** Starts n8n in another way than as a single process. */
	start?: (options: StartOptions) => Promise<RunningHost>;
}

/**
 * Builds the package, starts platform and n8n, and connects them.
 *
 * @throws when a part does not start; everything started before is stopped
 */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
	const { mode = 'safe', log, env, userFolder, seed = 'demo', start = startHost } = options;
	const { ports, earlier, onStep } = options;
	const undo: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		onStep?.('build');
		const built = await buildPackage();
		undo.push(built.remove);
		onStep?.('start');
		const simulator = await createSimulator({
			seed,
			port: ports?.platform,
			log: (line) => log?.(`platform: ${line}`),
		});
		undo.push(simulator.close);
		if (earlier) await simulator.control.restore(earlier.platform);
		const { account } = await simulator.control.account(
			earlier ? await firstAccount(simulator) : { mode, kind: 'service-certified' },
		);
		const host = await start({ packageDir: built.dir, log, env, userFolder, ports: ports?.host });
		undo.push(host.stop);
		const seeded = await seedHost(host, {
			owner: earlier?.owner,
			credentials: earlier ? [] : [accountCredential(simulator, account, mode)],
		});
		const known = earlier ? await host.api.credentials.list() : Object.values(seeded.credentials);
		const credential = known.find(({ name }) => name === ACCOUNT_CREDENTIAL);
		if (!credential) throw new Error('n8n did not keep the credential');
		return {
			host,
			simulator,
			owner: seeded.owner,
			credential,
			credentialIds: Object.fromEntries(known.map(({ name, id }) => [name, id])),
			account,
			packageDir: built.dir,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function firstAccount({ control }: Simulator): Promise<{ appid: string }> {
	const [first] = (await control.state()).accounts;
	if (!first) throw new Error('The platform has no account');
	return { appid: first.appid };
}

/** The credential in n8n for an account of the local platform. */
export function accountCredential(
	simulator: Simulator,
	account: { appid: string; secret: string; token: string; encodingAESKey: string },
	mode: PushMode,
	name = ACCOUNT_CREDENTIAL,
) {
	return {
		name,
		type: 'wechatMpApi',
		data: {
			appId: account.appid,
			appSecret: account.secret,
			token: account.token,
			messageEncryption: mode,
			encodingAesSecretKey: account.encodingAESKey,
			accessSource: 'stable',
			apiHost: 'custom',
			customApiHost: simulator.urls.api,
			openHost: simulator.urls.open,
			mpHost: simulator.urls.mp,
		},
	};
}

/**
 * Reads an example workflow, with credentials chosen in its nodes.
 *
 * @param name file name in `examples/` without `.json`
 */
export async function readExample(name: string): Promise<ExampleWorkflow> {
	const file = path.join(path.dirname(__dirname), 'examples', `${name}.json`);
	return chooseCredentials(JSON.parse(await readFile(file, 'utf8')) as ExampleWorkflow, ACCOUNT_CREDENTIAL);
}
