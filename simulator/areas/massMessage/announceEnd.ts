import { eventContent } from '../../push/buildContent';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { articleData } from '../article/articleData';
import type { MassJob } from './massData';

/** The sender of the platform's reports on mass messages. */
const ASSISTANT = 'mphelper';
/** Seen where nothing was checked. */
const NOT_CHECKED = 0;
/** Not a reprint, may be sent. */
const NO_REPRINT = 1;

/** Pushes MASSSENDJOBFINISH with the counts, and with the addresses of articles; without articles, their lists are empty. */
export function announceEnd(world: World, account: Account, job: MassJob): void {
	const filtered = job.recipients.length;
	const fields = {
		MsgID: job.msgId,
		Status: job.status,
		TotalCount: job.totalCount,
		FilterCount: filtered,
		SentCount: job.sentCount,
		ErrorCount: filtered - job.sentCount,
		...articleResults(account, job),
	};
	world.pushes.post(account, eventContent(world, account, ASSISTANT, 'MASSSENDJOBFINISH', fields));
}

function articleResults(account: Account, { msgDataId }: MassJob) {
	const published = msgDataId === null ? undefined : articleData(account).publications.get(msgDataId);
	const articles = published?.articles ?? [];
	const item = articles.map(({ url }, index) => ({ ArticleIdx: index + 1, ArticleUrl: url }));
	return {
		CopyrightCheckResult: { Count: 0, ResultList: {}, CheckState: published ? NO_REPRINT : NOT_CHECKED },
		ArticleUrlResult: { Count: item.length, ResultList: { item } },
	};
}
