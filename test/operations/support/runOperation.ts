import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import type { Operation, SampleFile } from '../../../nodes/Wechat/operation';
import { PACKAGE, START } from '../../nodes/harness/nodeTypes';
import { runWorkflow, type TestRun } from '../../nodes/harness/runWorkflow';
import { SAMPLE_APPID } from './stubItem';

/** One for all runs, as in n8n: to make one is to put together the fields of all operations. */
const TYPES = [new Wechat()];

/** The node under test, by its name in the workflow. */
export const NODE = 'WeChat';

const APP_SECRET = '0123456789abcdef0123456789abcdef';

/** The credential's contents for a platform on loopback. */
export function accountAt(url: string, app = { appid: SAMPLE_APPID, secret: APP_SECRET }) {
	return {
		wechatMpApi: {
			appId: app.appid,
			appSecret: app.secret,
			tokenSource: 'stable',
			apiHost: 'custom',
			customApiHost: url,
			openHost: url,
			mpHost: url,
		},
	};
}

/** An input item that carries a sample's file in its field `data`. */
export function itemWithFile(json: IDataObject, file: SampleFile | undefined): INodeExecutionData {
	if (!file) return { json };
	const { base64, contentType, fileName } = file;
	return { json, binary: { data: { data: base64, mimeType: contentType, fileName } } };
}

/**
 * Runs one operation of the node with n8n's own engine.
 *
 * @param url of the platform
 * @param operation which
 * @param test parameters (default: the sample's), input items (default: one with the sample's file), and what to do on failure
 */
export async function runOperation(
	url: string,
	operation: Operation,
	test: {
		params?: IDataObject;
		input?: INodeExecutionData[];
		continueOnFail?: boolean;
		app?: { appid: string; secret: string };
	} = {},
): Promise<TestRun> {
	const { resource, option, sample } = operation;
	return await runWorkflow({
		types: TYPES,
		credentials: accountAt(url, test.app),
		input: test.input ?? [itemWithFile({}, sample.inputFile)],
		timezone: 'Asia/Shanghai',
		nodes: [
			{ name: 'Start', type: START },
			{
				name: NODE,
				type: `${PACKAGE}.wechat`,
				parameters: { resource, operation: option.value, ...nodeParameters(operation, test.params) },
				...(test.continueOnFail ? { onError: 'continueRegularOutput' as const } : {}),
			},
		],
	});
}

/** Parameters as the editor saves them: what is chosen from a list becomes a resource locator. */
function nodeParameters({ fields, sample }: Operation, params = sample.params): INodeParameters {
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => {
			const isLocator = fields.find((field) => field.name === name)?.type === 'resourceLocator';
			return [name, isLocator ? { __rl: true, mode: 'id', value } : value];
		}),
	) as INodeParameters;
}
