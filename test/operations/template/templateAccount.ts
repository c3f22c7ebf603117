import type { ILoadOptionsFunctions, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { createSimulator, type Simulator } from '../../../simulator/createSimulator';
import { PACKAGE, START } from '../../nodes/harness/nodeTypes';
import { runWorkflow, type TestRun } from '../../nodes/harness/runWorkflow';
import { accountAt } from '../support/runOperation';
import { editorContext } from './editorContext';

/** One for all runs, as in n8n. */
const TYPES = [new Wechat()];

/** A service account of a simulated platform, and our node connected to it. */
export interface TemplateAccount {
	simulator: Simulator;
	appid: string;
	/** A follower's OpenID. */
	newFollower(): Promise<string>;
	/** Runs our node once with these parameters; `input` are the JSON of the items, `more` is for the node itself. */
	run(parameters: object, input?: object[], more?: object, mode?: WorkflowExecuteMode): Promise<TestRun>;
	/** The context in which the editor loads lists and fields. */
	editor(parameters: object): ILoadOptionsFunctions;
	/** Template messages that the platform accepted, as followers read them. */
	messages(): Promise<Record<string, unknown>[]>;
}

/** Starts a platform with one account; the caller closes `simulator`. */
export async function createTemplateAccount(): Promise<TemplateAccount> {
	const simulator = await createSimulator({ seed: 'templates', log: () => undefined });
	const { account } = await simulator.control.account({ kind: 'service-certified' });
	const credentials = accountAt(simulator.urls.api, account);
	let runs = 0;
	const wechat = { name: 'WeChat', type: `${PACKAGE}.wechat` };
	return {
		simulator,
		appid: account.appid,
		newFollower: async () => (await simulator.control.follower({ follow: true })).follower.openid,
		run: async (parameters, input = [{}], more = {}, mode = 'trigger') =>
			await runWorkflow({
				types: TYPES,
				credentials,
				input: input.map((json) => ({ json }) as INodeExecutionData),
				mode,
				timezone: 'Asia/Shanghai',
				executionId: `execution-${++runs}`,
				nodes: [
					{ name: 'Start', type: START },
					{ ...wechat, parameters: parameters as never, ...more },
				],
			}),
		editor: (parameters) => editorContext(credentials, parameters),
		messages: async () => {
			const { accounts } = await simulator.control.state();
			const { templates } = accounts[0]?.areas as { templates: { messages: Record<string, unknown>[] } };
			return templates.messages;
		},
	};
}
