import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type ExampleWorkflow, withKnownCredentials } from './personalize';
import { readExample, type Stage } from './setStage';

/** Imports the examples that are not in n8n yet, so that there is something to look at; none of them is published. */
export async function importOthers({ host, credentialIds }: Stage): Promise<number> {
	const files = await readdir(path.join(path.dirname(__dirname), 'examples'));
	const present = new Set((await host.api.workflows.list()).map(({ name }) => name));
	let count = 0;
	for (const file of files.filter((name) => name.endsWith('.json'))) {
		const example = (await readExample(file.replace(/\.json$/, ''))) as unknown as ExampleWorkflow;
		if (present.has(example.name)) continue;
		await host.api.workflows.create(withKnownCredentials(example, Object.keys(credentialIds)), credentialIds);
		count += 1;
	}
	return count;
}

/**
 * What stays up after the story, and three things to try in it.
 *
 * @param others how many examples were imported beside those of the story
 * @param chinese whether the reader's locale is Chinese
 */
export function nextSteps({ host, simulator, owner }: Stage, others: number, chinese: boolean): string {
	const editor = `${host.url}/home/workflows`;
	const { ui, api, control } = simulator.urls;
	const lines = chinese
		? [
				'一切保持运行，按 Ctrl-C 结束，数据随之删除：',
				`  编辑器   ${editor}   （邮箱 ${owner.email}，密码 ${owner.password}）`,
				`  手机     ${ui}`,
				`  平台     ${api}   控制接口 ${control}`,
				'',
				`另外 ${others} 个示例也已导入编辑器。`,
				'',
				'可以试试：',
				'  1. 在手机页面点“添加用户”，再点“关注”：编辑器的 Executions 里出现一次执行，手机收到模板消息。',
				'  2. 打开工作流 “WeChat: welcome a new follower”，改 Send Welcome 的文字，点 Publish，再关注一次。',
				'  3. 打开 “WeChat: answers to frequent questions”，看画布上的中文便签，照“使用前”做。',
			]
		: [
				'Everything stays up until Ctrl-C, which also removes its data:',
				`  editor   ${editor}   (e-mail ${owner.email}, password ${owner.password})`,
				`  phone    ${ui}`,
				`  platform ${api}   control door ${control}`,
				'',
				`${others} more examples are in the editor.`,
				'',
				'Three things to try:',
				'  1. On the phone page press "Add a person", then "Follow": the editor has a new execution, the phone a message.',
				'  2. Open "WeChat: welcome a new follower", change the text in Send Welcome, press Publish, and follow once more.',
				'  3. Open "WeChat: answers to frequent questions" and do what "Set up" on its note says.',
			];
	return ['', ...lines, ''].join('\n');
}

/** Whether the environment asks for Chinese, by the rules of POSIX. */
export function isChinese({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): boolean {
	return [LC_ALL, LC_MESSAGES, LANG].find((value) => value)?.startsWith('zh') ?? false;
}
