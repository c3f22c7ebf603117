import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { claimPush, claimDelay, type RecordNames } from '../../core/push/claimPush';
import { outputKey } from '../../core/push/pushKey';
import { BoundedMap } from '../../core/state/BoundedMap';
import { processStore } from '../../core/state/processStore';
import { isTestOrRetry } from '../shared/startingPush';
import { untilAborted } from '../transport/abortableWaits';
import { hostClock } from './hostClock';
import { wasTakenHere } from './rememberPush';

/**
 * Each push takes two entries. n8n reads and writes all of them for every push; more than a thousand pushes do not arrive while WeChat may
 * repeat one.
 */
const MAX_ENTRIES = 2000;

/** A store that does not respond within this time counts as failed: a database can become unreachable without an error. */
const TIMEOUT_MS = 5000;

/**
 * The execution that this process began first for each push. It goes on, unless the record says that another process has the push. Two
 * executions of one push may begin in this process at the same moment, which the record alone cannot tell apart.
 */
const begun = processStore({
	name: 'pushes whose execution has begun',
	bound: '2000 pushes, the latest ones',
	elsewhere: 'looks into the record of n8n (decision 017)',
	create: () => new BoundedMap<string>(MAX_ENTRIES),
	size: ({ size }) => ({ pushes: size }),
});

/**
 * Finds out, in the trigger's own execution, whether another execution has the same push. This matters in queue mode, where executions run
 * in other processes than the one that received the push and do not share its memory; all of them share n8n's store of processed data. A
 * store that fails or does not respond costs no push: the execution goes on.
 *
 * @param n8n the execution's context
 * @returns whether this execution is to end without items
 */
export async function isDuplicate(n8n: IExecuteFunctions): Promise<boolean> {
	const [item, ...others] = n8n.getInputData();
	if (!item || others.length > 0 || isTestOrRetry(n8n)) return false;
	const key = outputKey(item.json);
	// The item was made by an older version of this node.
	if (key === undefined) return false;
	const workflowId = String(n8n.getWorkflow().id);
	const nodeId = n8n.getNode().id;
	if (wasTakenHere({ workflowId, nodeId, key })) return false;
	const { receivedAt: came } = item.json.meta as IDataObject;
	const receivedAt = Date.parse(String(came));
	const execution = n8n.getExecutionId();
	const here = `${workflowId} ${nodeId} ${key}`;
	const other = begun().get(here);
	if (other !== undefined && other !== execution) return true;
	begun().set(here, execution);
	const { CreateTime } = item.json;
	const pause = claimDelay({ receivedAt, now: hostClock.now(), CreateTime, id: execution });
	if (pause > 0) await hostClock.sleep(pause);
	const names = { push: key, execution: `${key} in ${execution}` };
	return (
		(await claimPush(names, processedData(n8n), { sleep: hostClock.sleep, random: Math.random })) ===
		'another'
	);
}

/** Reads and writes n8n's store of processed data of this node. */
function processedData({ helpers }: IExecuteFunctions): RecordNames {
	return async (names) => {
		const answered = untilAborted(AbortSignal.timeout(TIMEOUT_MS));
		const { processed } = await answered(
			helpers.checkProcessedAndRecord([...names], 'node', { mode: 'entries', maxEntries: MAX_ENTRIES }),
		);
		return new Set(processed.map(String));
	};
}
