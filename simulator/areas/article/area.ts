import { z } from 'zod';
import { ControlError } from '../../ControlError';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { articleData, type Outcome } from './articleData';
import { deletePublished, getPublished, listPublished } from './managePublished';
import { openArticle } from './openArticle';
import { showJob, submitDraft } from './publishDraft';

const PAGES = 'official publishing pages';
const LIMITS = 'official call limits page';
const WITHDRAWN = {
	rule: '48001 for accounts without certification',
	source: 'note on the official publishing pages',
	date: '2025-07',
} as const;
const date = '2026-10';
const SHOWN = 100;

const OUTCOMES: Readonly<Record<'published' | 'original' | 'failed' | 'review', Outcome>> = {
	published: 0,
	original: 2,
	failed: 3,
	review: 4,
};

/** Publishing drafts, and what was published. */
export const article = {
	routes: accountRoutes(PERMITS.publish, [
		{
			method: 'POST',
			path: '/cgi-bin/freepublish/submit',
			body: 'json',
			perDay: 100,
			handle: ({ world, account, json }) => submitDraft(world, account, json.media_id),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'Accepted only: the job ends later with PUBLISHJOBFINISH', source: PAGES, date },
					{ rule: 'A published draft vanishes', source: PAGES, date },
					{ rule: 'publish_id and msg_data_id as text; 40007', source: PAGES, date },
					WITHDRAWN,
					{ rule: '100 calls a day', source: LIMITS, date },
				],
				differs: [
					'How jobs end and how long they take is set by the control review; at once and published without it',
					'A draft that was published, or is being published, answers 53503: which code WeChat gives is not published',
					'Test numbers are refused with 48001: unconfirmed; 53500, 53501, 53504 and 53505 only as faults',
					'PUBLISHJOBFINISH comes from an openid of somebody who runs the account; MASSSENDJOBFINISH is reported instead at times',
				],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/freepublish/get',
			body: 'json',
			perDay: 100,
			handle: ({ world, account, json }) => showJob(world, account, json.publish_id),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'publish_status 0 to 6; 53502 no such job', source: PAGES, date },
					{
						rule: 'article_id and addresses when published; fail_idx from 1 for states 2 and 4',
						source: PAGES,
						date,
					},
					WITHDRAWN,
					{ rule: '100 calls a day', source: LIMITS, date },
				],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/freepublish/delete',
			body: 'json',
			perDay: 10,
			handle({ world, account, json }) {
				deletePublished(account, json, world.clock.nowSeconds());
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'index from 1; 0 or none deletes all; 53600 no such article', source: PAGES, date },
					WITHDRAWN,
					{ rule: '10 calls a day', source: LIMITS, date },
				],
				differs: ['An index out of range answers 40114'],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/freepublish/getarticle',
			body: 'json',
			perDay: 100,
			handle: ({ account, json }) => getPublished(account, json.article_id),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'news_item with url, thumb_url and is_deleted; 53600', source: PAGES, date },
					WITHDRAWN,
					{ rule: '100 calls a day', source: LIMITS, date },
				],
				differs: ['An article that was deleted can still be read, marked is_deleted'],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/freepublish/batchget',
			body: 'json',
			perDay: 100,
			handle: ({ account, json }) => listPublished(account, json),
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'count 1 to 20; no_content leaves content out; newest first', source: PAGES, date },
					WITHDRAWN,
					{ rule: '100 calls a day', source: LIMITS, date },
				],
				differs: ['What was deleted altogether is not listed; a wrong offset or count answers 40097'],
			},
		},
	]),
	controls: {
		/** Sets how publishing jobs end from now on, and after how long. */
		review: areaControl(
			z
				.object({
					appid: z.string().optional(),
					outcome: z.enum(['published', 'original', 'failed', 'review']).default('published'),
					/** Positions from 1 of the refused articles; left out: all. */
					failIdx: z.array(z.number().int().positive()).nullable().default(null),
					delayMs: z.number().int().nonnegative().default(0),
				})
				.strict(),
			(world, { appid, outcome, failIdx, delayMs }) => {
				articleData(findAccount(world.store, appid)).review = {
					outcome: OUTCOMES[outcome],
					failIdx,
					delayMs,
				};
				return {};
			},
		),
		/** A person opens an article by its URL: returns what the reading page shows. The reading is counted. */
		open: areaControl(
			z
				.object({
					appid: z.string().optional(),
					openid: z.string(),
					url: z.string(),
					scene: z
						.enum(['message', 'chat', 'moments', 'profile', 'other', 'recommended', 'search'])
						.default('message'),
					/** False: the page only shows it again. */
					counted: z.boolean().default(true),
				})
				.strict(),
			(world, { appid, openid, ...look }) => {
				const account = findAccount(world.store, appid);
				return openArticle(world, account, findFollower(account, openid), look);
			},
		),
		/** The platform takes a published article down. */
		ban: areaControl(
			z.object({ appid: z.string().optional(), articleId: z.string() }).strict(),
			(world, { appid, articleId }) => {
				const { publications } = articleData(findAccount(world.store, appid));
				const found = [...publications.values()].find((one) => one.articleId === articleId);
				if (!found) throw new ControlError(`articleId: the account has not published ${articleId}`);
				found.banned = true;
				return {};
			},
		),
	},
	describe: (account) => ({
		publications: [...articleData(account).publications.values()].slice(-SHOWN).map((one) => ({
			msgDataId: one.msgDataId,
			articleId: one.articleId,
			publishedAt: one.publishedAt,
			banned: one.banned,
			articles: one.articles.map(({ title, digest, author, url, thumb_url, is_deleted }) => ({
				title,
				digest,
				author,
				url,
				thumb_url,
				is_deleted,
			})),
		})),
		jobs: [...articleData(account).jobs.values()].slice(-SHOWN).map(({ publishId, outcome, ended }) => ({
			publishId,
			outcome,
			ended,
		})),
	}),
} satisfies Area;
