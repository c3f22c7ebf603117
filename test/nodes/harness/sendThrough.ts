import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import type { WireRequest, WireResponse } from '../../../core/api/wire';
import { abortGroup } from '../../../nodes/transport/abortGroup';
import { sendThroughN8n } from '../../../nodes/transport/sendThroughN8n';
import { runWorkflow } from './runWorkflow';

/**
 * Sends a request with n8n's own request helper, from inside a node.
 *
 * @param wire complete request
 * @param signal ends it early
 * @returns the answer, or what was thrown
 */
export async function sendThrough(wire: WireRequest, signal?: AbortSignal): Promise<WireResponse | Error> {
	let outcome: WireResponse | Error = new Error('the node did not run');
	const node: INodeType = {
		description: {
			displayName: 'Send',
			name: 'send',
			group: ['transform'],
			version: 1,
			description: 'Send',
			defaults: { name: 'Send' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const calls = abortGroup(signal);
			outcome = await sendThroughN8n(this.helpers.httpRequest, wire, calls).catch((error: Error) => error);
			return [[]];
		},
	};
	await runWorkflow({
		types: [],
		otherTypes: { 'test.send': node },
		nodes: [{ name: 'Send', type: 'test.send' }],
	});
	return outcome;
}
