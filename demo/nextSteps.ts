import type { Say } from './language.cjs';
import type { Testbed } from './startTestbed';

/** The word that collects a late answer. */
export const CONTINUE = '继续';

/** Words that the user types and reads, which the examples use too. @internal */
export const EXACT_WORDS = {
	faq: '营业时间',
	faqAnswer: '我们每天 9:00–21:00 营业。',
	faqWorkflow: 'WeChat: answers to frequent questions',
	waiting: '正在思考，请稍后回复“继续”查看答案。',
	continue: CONTINUE,
	hello: '你好',
	articleWorkflow: 'WeChat: Markdown to a published article',
} as const;

/**
 * Describes what keeps running after the story, and three things to try.
 *
 * @param folder that keeps the data; undefined when they are removed
 */
export function nextSteps(
	{ host, simulator, owner }: Pick<Testbed, 'owner' | 'simulator'> & { host: Pick<Testbed['host'], 'url'> },
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
