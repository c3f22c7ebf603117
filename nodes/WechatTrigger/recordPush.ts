import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { claimPush, headStart, type RecordNames } from '../../core/push/claimPush';
import { outputKey } from '../../core/push/pushKey';
import { BoundedMap } from '../../core/state/BoundedMap';
import { processStore } from '../../core/state/processStore';
import { isOnPurpose } from '../shared/startingPush';
import { untilAborted } from '../transport/abortableWaits';
import { hostClock } from './conversation/hostClock';
import { wasTakenHere } from './rememberPush';

/**
 * Two of them belong to a push. n8n reads and writes them all for every push; a thousand pushes are more than come while WeChat
 * repeats one.
 */
const MAX_ENTRIES = 2000;

/** A store that says nothing for so long has failed: the database can go away without a word. */
const PATIENCE_MS = 5000;

/**
 * Executions that this process has begun: whichever came first goes on, unless the record says that one elsewhere has the push. Two of
 * them may be begun in the same moment, which the record alone does not tell apart.
 */
const begun = processStore({
	name: 'pushes whose execution has begun',
	bound: '2000 pushes, the latest ones',
	elsewhere: 'looks into the record of n8n (decision 017)',
	create: () => new BoundedMap<string>(MAX_ENTRIES),
	size: ({ size }) => ({ pushes: size }),
});

/**
 * Finds out, in the trigger's own execution, whether another execution has the same push. It is asked where executions run in other
 * processes than the one that took the push (queue mode), whose memory does not know what another has taken: there n8n's store of
 * processed data is what all of them share. A store that fails, or is silent, costs no push: it goes on.
 *
 * @param n8n the execution's context
 * @returns whether this execution is to end without items
 */
export async function isDoubled(n8n: IExecuteFunctions): Promise<boolean> {
	const [item, ...others] = n8n.getInputData();
	if (!item || others.length > 0 || isOnPurpose(n8n)) return false;
	const key = outputKey(item.json);
	// Taken by an older version of this node.
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
	const pause = headStart({ receivedAt, now: hostClock.now(), CreateTime, id: execution });
	if (pause > 0) await hostClock.sleep(pause);
	const names = { push: key, execution: `${key} in ${execution}` };
	return (
		(await claimPush(names, processedData(n8n), { sleep: hostClock.sleep, random: Math.random })) ===
		'another'
	);
}

/** n8n's store of processed data of this node. */
function processedData({ helpers }: IExecuteFunctions): RecordNames {
	return async (names) => {
		const answered = untilAborted(AbortSignal.timeout(PATIENCE_MS));
		const { processed } = await answered(
			helpers.checkProcessedAndRecord([...names], 'node', { mode: 'entries', maxEntries: MAX_ENTRIES }),
		);
		return new Set(processed.map(String));
	};
}
