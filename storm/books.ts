import type { LoadBooks } from './load';
import { type Place, countSecrets } from './countSecrets';
import type { Books, ExecutionEntry, PhoneEntry } from './reconcile';
import type { Audience, Scene } from './scene';
import { EFFECT_NODE } from './workflows';

const MARKS = { P: 'template', A: 'text', B: 'bulk' } as const;

/**
 * Reads what the platform and n8n's database have when everything is over.
 *
 * @param scene what the storm passed over
 * @param load what the callers know
 */
export async function readBooks(scene: Scene, load: LoadBooks): Promise<Books> {
	return {
		...load,
		executions: await readExecutions(scene),
		phones: [
			...(await readPhones(scene, scene.pushAccount)),
			...(await readPhones(scene, scene.bulkAccount)),
		],
	};
}

async function readExecutions({ installation, pushWorkflow }: Scene): Promise<ExecutionEntry[]> {
	const rows = await installation.postgres.query(`
		SELECT e.id, s.push, e.status, coalesce(d.data LIKE '%"${EFFECT_NODE}"%', false)
		FROM execution_entity e JOIN storm_started s ON s.execution = e.id
		LEFT JOIN execution_data d ON d."executionId" = e.id
		WHERE e."workflowId" = '${pushWorkflow.id}' AND s.push IS NOT NULL`);
	return rows.map((row) => {
		const [id = '', push, status = '', acted] = row.split('\t');
		return { id, push: Number(push), status, acted: acted === 't' };
	});
}

/** Every message that the phones of an account's followers show. */
async function readPhones({ simulator }: Scene, { account, openids }: Audience): Promise<PhoneEntry[]> {
	const entries: PhoneEntry[] = [];
	for (const openid of openids) {
		for (const { from, content } of await simulator.control.chat({ appid: account.appid, openid })) {
			const mark = from === 'account' && /"([PAB])(\d+)"/.exec(JSON.stringify(content));
			if (mark) entries.push({ kind: MARKS[mark[1] as keyof typeof MARKS], number: Number(mark[2]) });
		}
	}
	return entries;
}

/** Executions that n8n shows as not ended. */
export async function openExecutions({ installation }: Scene): Promise<number> {
	const [count] = await installation.postgres.query(
		`SELECT count(*) FROM execution_entity WHERE status IN ('new', 'running', 'waiting')`,
	);
	return Number(count);
}

/** Looks for every secret in everything that n8n has written down. */
export async function findSecrets(scene: Scene): Promise<{ found: number; lines: string[] }> {
	const { simulator, installation, pushAccount, bulkAccount } = scene;
	const accounts = [pushAccount, bulkAccount].map(({ account }) => account);
	const secrets = new Map([
		['AppSecret', accounts.map(({ secret }) => secret)],
		['Token', accounts.map(({ token }) => token)],
		['EncodingAESKey', accounts.map(({ encodingAESKey }) => encodingAESKey)],
		['access tokens', accessTokens(await simulator.control.snapshot())],
		['encryption key', [installation.encryptionKey]],
	]);
	const places: Place[] = [
		{ name: 'database', text: await installation.postgres.dump() },
		{ name: 'log', text: installation.log() },
		{ name: 'Redis', text: await installation.redis.written() },
		{ name: 'execution exports', text: await exportExecutions(scene) },
	];
	return countSecrets(secrets, places);
}

const EXPORTED = 100;

/** As the editor gets executions; the newest ones, since all of them are in the database's dump already. */
async function exportExecutions({ api, pushWorkflow }: Scene): Promise<string> {
	const all = await api.executions.list(pushWorkflow.id);
	const texts: string[] = [];
	for (const { id } of all.slice(-EXPORTED)) texts.push(JSON.stringify(await api.executions.get(id)));
	return texts.join('\n');
}

/** Every access token that the platform has given out, by its own book. */
function accessTokens(snapshot: string): string[] {
	const { tokens } = JSON.parse(snapshot) as { tokens: { $map: Array<[string, unknown]> } };
	return tokens.$map.map(([token]) => token);
}
