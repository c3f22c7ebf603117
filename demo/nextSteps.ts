import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Say } from './language.cjs';
import { CONTINUE } from './lateAnswer';
import { openAccount } from './openAccount';
import { type ExampleWorkflow, withKnownCredentials } from './personalize';
import { readExample, type Stage } from './setStage';

/** What somebody types and reads; the examples have these words too. */
export const EXACT_WORDS = {
	faq: '营业时间',
	faqAnswer: '我们每天 9:00–21:00 营业。',
	faqWorkflow: 'WeChat: answers to frequent questions',
	waiting: '正在思考，请稍后回复“继续”查看答案。',
	continue: CONTINUE,
	hello: '你好',
	articleWorkflow: 'WeChat: Markdown to a published article',
} as const;

/** Makes what the things to try need beyond the story: an account that answers frequent questions. */
export async function openFaq(stage: Stage): Promise<void> {
	await openAccount(stage, {
		kind: 'test-number',
		example: 'faq',
		credential: 'WeChat Official Account (test account)',
		nickname: '小芳',
	});
}

/**
 * Imports the examples that are not in n8n yet, so that there is something to look at; none of them is published.
 *
 * @returns how many
 */
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
 * @param folder that keeps the data; undefined when they are removed
 */
export function nextSteps(
	{ host, simulator, owner }: Pick<Stage, 'owner' | 'simulator'> & { host: Pick<Stage['host'], 'url'> },
	folder: string | undefined,
	say: Say,
): string {
	const { ui, api, control } = simulator.urls;
	const { email, password } = owner;
	return [
		'',
		say('stayUp'),
		say('addressEditor', { url: `${host.url}/home/workflows`, email, password }),
		say('addressPhone', { url: ui }),
		say('addressPlatform', { api, control }),
		folder === undefined ? say('dataRemoved') : say('dataKept', { folder, word: CONTINUE }),
		'',
		say('modelNote'),
		'',
		say('tryTitle'),
		say('tryFaq', EXACT_WORDS),
		say('tryAi', { ...EXACT_WORDS, words: say('tryAiWords') }),
		say('tryArticle', EXACT_WORDS),
		'',
	].join('\n');
}
