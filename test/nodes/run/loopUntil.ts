import type { INodeExecutionData, INodeType } from 'n8n-workflow';

/**
 * Makes a node that ends a loop: its first output leads back, its second one out.
 *
 * @param times how many passes the loop has
 * @param items what it gives back to the loop
 */
export function loopUntil(times: number, items: INodeExecutionData[]): INodeType {
	let passes = 0;
	return {
		description: {
			displayName: 'Loop',
			name: 'loop',
			group: ['transform'],
			version: 1,
			description: 'Loop',
			defaults: { name: 'Loop' },
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		},
		async execute() {
			passes += 1;
			return passes < times ? [items, []] : [[], items];
		},
	};
}
