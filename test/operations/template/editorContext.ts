import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { CredentialStore, type StoredCredentials } from '../../nodes/harness/credentialStore';
import { core, workflow as n8n } from '../../nodes/harness/host';
import { nodeTypes, PACKAGE } from '../../nodes/harness/nodeTypes';
import { additionalData, completeNode } from '../../nodes/harness/runWorkflow';

/**
 * n8n's own context in which the editor loads lists and fields of our node.
 *
 * @param parameters of the node as they stand in the editor
 */
export function editorContext(credentials: StoredCredentials, parameters: object): ILoadOptionsFunctions {
	const node = completeNode({
		name: 'WeChat',
		type: `${PACKAGE}.wechat`,
		parameters: parameters as never,
	});
	const workflow = new n8n.Workflow({
		id: 'workflow-1',
		name: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes([new Wechat()]),
	});
	const data = additionalData(new CredentialStore(credentials), { currentNodeParameters: node.parameters });
	return new core.LoadOptionsContext(workflow, node, data, '') as unknown as ILoadOptionsFunctions;
}
