import { buildPackage } from '../demo/buildPackage';
import { seedHost } from '../host/seed';
import { type RunningHost, startHost } from '../host/start';
import { type Case, compareMeasured, type Measured, measure } from './measure';
import { chain, credential, end, safePush, SANDBOXES, wechatTrigger } from './triggerWorkflow';

/** The speed of the trigger's version 1 relative to version 2, with one setting of n8n. */
export interface VersionsRatio {
	/** Median of the rounds. */
	ratio: number;
	/** The lowest and the highest of them. */
	range: [number, number];
	/** Version 1, for which n8n leaves bodies unparsed. */
	robust: Measured;
	/** Version 2, for which n8n parses them. */
	fast: Measured;
}

const VERSIONS = { robust: 1, fast: 2 } as const;

/**
 * Measures the cost of the trigger's protection (decision 011): unselected pushes in safe mode, both versions, on two concurrent n8n, one
 * with its default sandbox and one that prepares it only when an expression needs one. All four alternate, so that other load on the
 * machine affects all of them.
 *
 * @param options rounds and seconds per case
 * @param log progress
 */
export async function benchTriggerVersions(
	options: { rounds: number; seconds: number },
	log: (line: string) => void,
): Promise<Record<string, VersionsRatio>> {
	const built = await buildPackage();
	const hosts: RunningHost[] = [];
	try {
		const cases: Case[] = [];
		for (const [sandbox, setting] of Object.entries(SANDBOXES)) {
			log(`starting n8n with the ${sandbox} sandbox`);
			const env = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_LOG_LEVEL: 'error', ...setting };
			const host = await startHost({ packageDir: built.dir, env });
			hosts.push(host);
			for (const [name, url] of Object.entries(await publish(host))) {
				cases.push({
					name: `${sandbox} ${name}`,
					next: () => safePush(url, 1000),
					status: 200,
					pid: host.pid,
				});
			}
		}
		log(`${options.rounds} rounds`);
		const seen = await measure(cases, { ...options, connections: 8 });
		return Object.fromEntries(
			Object.keys(SANDBOXES).map((sandbox) => [
				`trigger.robust_vs_fast.${sandbox}`,
				compare(seen[`${sandbox} robust`] as Measured, seen[`${sandbox} fast`] as Measured),
			]),
		);
	} finally {
		for (const host of hosts) await host.stop();
		await built.remove();
	}
}

/** Publishes one workflow for each version of the trigger; returns their URLs. */
async function publish(host: RunningHost): Promise<Record<keyof typeof VERSIONS, string>> {
	const { workflows } = await seedHost(host, {
		credentials: [credential()],
		workflows: Object.entries(VERSIONS).map(([name, version]) => ({
			json: {
				name,
				nodes: [wechatTrigger({ events: ['image'] }, version), end],
				connections: chain('Start', 'End'),
			},
		})),
	});
	const url = (name: keyof typeof VERSIONS) =>
		host.webhookUrl(`${workflows[name]?.nodes.find(({ webhookId }) => webhookId)?.webhookId}/wechat`);
	return { robust: url('robust'), fast: url('fast') };
}

function compare(robust: Measured, fast: Measured): VersionsRatio {
	const { ratio, range } = compareMeasured(robust, fast);
	return { ratio, range, robust, fast };
}
