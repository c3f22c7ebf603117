import { pollUntil } from '../host/pollUntil';
import type { StoredWorkflow } from '../host/rest';
import type { Narrator } from './Narrator';
import { readTexts } from './openAccount';
import { PhoneBrowser } from './PhoneBrowser';
import type { Testbed } from './startTestbed';
import { STEP_TIMEOUT, succeed } from './succeed';
import { titleOf } from './webLogin';

interface ArticleState {
	publications: Array<{ articles: Array<{ title: string; url: string }> }>;
}

/**
 * Markdown becomes a draft, the editor approves it with a tap on the phone, and reads the published article.
 *
 * @param workflow the example `markdown-to-article`
 * @param editor OpenID of a follower
 * @throws when a step does not go as it should
 */
export async function publishArticle(
	testbed: Testbed,
	workflow: StoredWorkflow,
	editor: string,
	narrator: Narrator,
): Promise<{ articlesPublished: number; approvals: number }> {
	const { control } = testbed.simulator;
	const { executions, workflows } = testbed.host.api;
	const { appid } = testbed.account;
	// WeChat lets an account message only those who have written to it within 48 hours.
	await control.push({ appid, openid: editor, message: { MsgType: 'text', Content: '新品文章写好了吗？' } });
	narrator.working('draftArticle');
	const id = await workflows.run(workflow.id, 'Start');
	await pollUntil(
		'the editor to be asked',
		async () => {
			const status = (await executions.list(workflow.id)).find((one) => one.id === id)?.status;
			if (status === 'error') succeed(await executions.waitFor(id, STEP_TIMEOUT));
			return status === 'waiting' || undefined;
		},
		STEP_TIMEOUT,
	);
	const question = (await readTexts(testbed, { appid, openid: editor })).at(-1) ?? '';
	const link = /href="([^"]+)"/.exec(question)?.[1];
	if (link === undefined) throw new Error(`The editor was asked without a link: “${question}”`);
	if ((await published(testbed)).length > 0)
		throw new Error('The article was published before it was approved');
	narrator.tell('articleAsked', { text: question.split('\n', 1)[0] ?? '' });

	const phone = new PhoneBrowser();
	const page = await phone.open(link);
	const done = await phone.press(page, 'decision', 'approve');
	narrator.tell('articleApproved', { page: titleOf(page), done: titleOf(done) });
	if (done.status !== 200) throw new Error(`The approval was answered with ${done.status}`);
	narrator.working('publishingArticle');
	succeed(await executions.waitFor(id, STEP_TIMEOUT));

	const [article, ...others] = await published(testbed);
	if (!article || others.length > 0) throw new Error('The article is not published, once');
	const news = (await readTexts(testbed, { appid, openid: editor })).at(-1) ?? '';
	if (!news.includes(article.url)) throw new Error(`The team reads “${news}”, without the link`);
	const reading = await control.area('article', 'open', { appid, openid: editor, url: article.url });
	const text = reading.content.replace(/<[^>]*>/g, '').replace(/\s+/g, '');
	narrator.tell('articleRead', { title: reading.title, url: article.url, text: `${text.slice(0, 20)}…` });
	return { articlesPublished: 1, approvals: 1 };
}

async function published({ simulator, account }: Testbed) {
	const { accounts } = await simulator.control.state();
	const { article } = accounts.find(({ appid }) => appid === account.appid)?.areas as unknown as {
		article: ArticleState;
	};
	return article.publications.flatMap(({ articles }) => articles);
}
