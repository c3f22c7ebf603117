import { buildPackage } from '../demo/buildPackage';
import { accountCredential } from '../demo/startTestbed';
import { type Balancer, byOpenid, startBalancer } from '../host/queue/startBalancer';
import type { HostApi, StoredWorkflow } from '../host/rest';
import { seedHost } from '../host/seed';
import type { AccountView } from '../simulator/control/Control';
import { createSimulator, type Simulator } from '../simulator/createSimulator';
import { type Installation, startInstallation } from './processes';
import { randomFrom } from './random';
import { bulkWorkflow, pushWorkflow } from './workflows';

/** Everything in a storm: the platform with two accounts, the installation, and the workflows. */
export interface StormSetup {
	simulator: Simulator;
	installation: Installation;
	balancer: Balancer;
	api: HostApi;
	/** The account that gets pushes. */
	pushAccount: Audience;
	/** The account that sends in bulk. */
	bulkAccount: Audience;
	pushWorkflow: StoredWorkflow;
	bulkWorkflow: StoredWorkflow;
	/** URL of the workflow that sends a list of template messages per call. */
	bulkUrl: string;
	close(): Promise<void>;
}

/** An account and the people who follow it. */
export interface Audience {
	account: AccountView;
	openids: string[];
}

/** Share of answers that get lost on their way to the platform, which then sends the push again. */
const ANSWERS_LOST = 0.03;

/** A phone shows the last hundred entries of a conversation, and a push makes three. */
const MESSAGES_OF_ONE = 20;

/**
 * Sets up everything.
 *
 * @param options sizes, seed, and `say`, which receives progress
 */
export async function setUpStorm(options: {
	seed: string;
	pushes: number;
	sends: number;
	say: (line: string) => void;
}): Promise<StormSetup> {
	const { seed, say } = options;
	const undo: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const built = await buildPackage();
		undo.push(built.remove);
		const simulator = await createSimulator({ seed });
		undo.push(simulator.close);
		const balancer = await startBalancer();
		undo.push(balancer.close);
		const random = randomFrom(`${seed} answers`);
		balancer.choose = byOpenid;
		balancer.losesAnswer = ({ method, url = '' }) =>
			method === 'POST' && url.includes('openid=') && random() < ANSWERS_LOST;
		say('starting Redis, PostgreSQL and five processes of n8n');
		const installation = await startInstallation({
			packageDir: built.dir,
			publicUrl: balancer.url,
			concurrency: 5,
			say,
		});
		undo.push(installation.stop);
		balancer.targets = installation.webhooks.map(({ url }) => url);
		const { api } = await installation.main.ready();
		const pushAccount = await newAudience(simulator, Math.ceil(options.pushes / MESSAGES_OF_ONE));
		const bulkAccount = await newAudience(simulator, Math.ceil(options.sends / MESSAGES_OF_ONE));
		await watchExecutions(installation);
		const seeded = await seedHost(
			{ api },
			{
				credentials: [
					accountCredential(simulator, pushAccount.account, pushAccount.account.mode, 'Storm pushes'),
					accountCredential(simulator, bulkAccount.account, bulkAccount.account.mode, 'Storm bulk'),
				],
			},
		);
		const ids = Object.fromEntries(Object.values(seeded.credentials).map(({ name, id }) => [name, id]));
		const activate = async (json: object) => {
			const { id } = await api.workflows.create(json, ids);
			return await api.workflows.activate(id);
		};
		const pushes = await activate(pushWorkflow(await newTemplate(simulator, pushAccount), 'Storm pushes'));
		const bulk = await activate(bulkWorkflow(await newTemplate(simulator, bulkAccount), 'Storm bulk'));
		const [{ webhookId } = { webhookId: undefined }] = pushes.nodes;
		const callbackUrl = `${balancer.url}/webhook/${webhookId}/wechat`;
		const { handshake } = await simulator.control.account({ appid: pushAccount.account.appid, callbackUrl });
		if (!handshake?.ok) throw new Error(`The server URL was refused: ${JSON.stringify(handshake)}`);
		return {
			simulator,
			installation,
			balancer,
			api,
			pushAccount,
			bulkAccount,
			pushWorkflow: pushes,
			bulkWorkflow: bulk,
			bulkUrl: `${balancer.url}/webhook/storm-bulk`,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function newAudience({ control }: Simulator, people: number): Promise<Audience> {
	const { account } = await control.account({ mode: 'safe', kind: 'service-certified' });
	const openids: string[] = [];
	for (let count = 0; count < people; count++) {
		const { follower } = await control.follower({ appid: account.appid, follow: true, push: false });
		openids.push(follower.openid);
	}
	return { account, openids };
}

async function newTemplate({ control }: Simulator, { account }: Audience): Promise<string> {
	const { templateId } = await control.area('templates', 'add', {
		appid: account.appid,
		title: '进度提醒',
		content: '事项：{{thing1.DATA}}',
	});
	return templateId;
}

/**
 * Makes the database record the start data of each execution, since n8n empties the data of one whose worker dies, and when it was stored
 * and ended, by a clock that stays right.
 */
async function watchExecutions({ postgres }: Installation): Promise<void> {
	await postgres.query(`
		CREATE FUNCTION storm_ms() RETURNS bigint LANGUAGE sql AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint';
		CREATE TABLE storm_started (execution integer PRIMARY KEY, push integer, written_ms bigint DEFAULT storm_ms());
		CREATE TABLE storm_ended (execution integer PRIMARY KEY, ended_ms bigint);
		CREATE FUNCTION storm_note() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			INSERT INTO storm_started (execution, push) VALUES (NEW."executionId", substring(NEW.data from '"P(\\d+)"')::integer)
				ON CONFLICT DO NOTHING;
			RETURN NULL;
		END $$;
		CREATE TRIGGER storm_note AFTER INSERT ON execution_data FOR EACH ROW EXECUTE FUNCTION storm_note();
		CREATE FUNCTION storm_end() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			INSERT INTO storm_ended VALUES (NEW.id, storm_ms())
				ON CONFLICT (execution) DO UPDATE SET ended_ms = excluded.ended_ms;
			RETURN NULL;
		END $$;
		CREATE TRIGGER storm_end AFTER UPDATE OF status ON execution_entity FOR EACH ROW
			WHEN (NEW.status NOT IN ('new', 'running', 'waiting')) EXECUTE FUNCTION storm_end();
	`);
}
