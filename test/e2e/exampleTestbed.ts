import { type ExampleWorkflow, personalize } from '../../demo/personalize';
import { readExample, type Testbed } from '../../demo/startTestbed';
import type { StoredWorkflow } from '../../host/rest';

/** A template message on somebody's phone. */
export interface Delivered {
	openid: string;
	title: string;
	/** Labels and values, in the order of the template. */
	lines: Array<{ label: string; value: string }>;
}

const TITLE = '订单支付成功通知';
const CONTENT = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}';

/** API path of a template message. */
export const SEND = '/cgi-bin/message/template/send';

/**
 * Imports an example as a person does: with the account's credential, and the template chosen.
 *
 * @param file name in `examples/` without `.json`
 * @param credentialIds further credentials by name
 * @param change what is different in a node on the n8n at hand
 */
export async function importExample(
	testbed: Testbed,
	file: string,
	credentialIds: Record<string, string> = {},
	change: (node: ExampleWorkflow['nodes'][number]) => object = () => ({}),
): Promise<StoredWorkflow> {
	const { templateId } = await testbed.simulator.control.area('templates', 'add', {
		title: TITLE,
		content: CONTENT,
	});
	const example = await readExample(file);
	const workflow = personalize(example, { [TITLE]: templateId });
	workflow.nodes = workflow.nodes.map((node) => ({ ...node, ...change(node) }));
	return await testbed.host.api.workflows.create(workflow, { ...testbed.credentialIds, ...credentialIds });
}

/** Template messages that reached somebody, oldest first. */
export async function delivered({ simulator }: Testbed): Promise<Delivered[]> {
	const { accounts } = await simulator.control.state();
	return (accounts[0]?.areas as { templates: { messages: Delivered[] } }).templates.messages;
}

/**
 * Makes people who follow the account.
 *
 * @returns their OpenIDs
 */
export async function makeFollowers({ simulator }: Testbed, count: number): Promise<string[]> {
	const openids: string[] = [];
	for (let person = 0; person < count; person++) {
		openids.push((await simulator.control.follower({ follow: true, push: false })).follower.openid);
	}
	return openids;
}

/** Makes somebody who followed the account once and does not any more. */
export async function makeFormerFollower({ simulator }: Testbed): Promise<string> {
	const { follower } = await simulator.control.follower({ follow: true, push: false });
	await simulator.control.follower({ openid: follower.openid, follow: false, push: false });
	return follower.openid;
}
