import type { IExecuteFunctions, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** Our package's name: node types are `n8n-nodes-wechat-mp.<name>`. */
export const PACKAGE = 'n8n-nodes-wechat-mp';

/** A start node that hands on the items it is given. */
export const START = 'test.start';

/** A node that hands on its input, to stand for "any other node" between two of ours. */
export const PASS = 'test.pass';

function passThrough(name: string): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	};
}

/**
 * The node types that a test workflow may use.
 *
 * @param ours node classes of this package, as instances
 * @param others further types by full name, e.g. a node that fails
 */
export function nodeTypes(ours: INodeType[], others: Record<string, INodeType> = {}): INodeTypes {
	const byName = new Map<string, INodeType>([
		[START, passThrough('start')],
		[PASS, passThrough('pass')],
		...Object.entries(others),
		...ours.map((type): [string, INodeType] => [`${PACKAGE}.${type.description.name}`, type]),
	]);
	const find = (name: string): INodeType => {
		const type = byName.get(name);
		if (!type) throw new Error(`The harness has no node type ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
		getKnownTypes: () => ({}),
	};
}
