import { z } from 'zod';
import { findAccount } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { draftData } from './draftData';
import { addDraft, deleteDraft, getDraft, listDrafts, updateDraft } from './manageDrafts';
import { getCardInfo } from './productCards';

const PAGES = 'official draft box pages';
const LIMITS = 'official call limits page';
const date = '2026-10';

/** The draft box: articles and picture posts that are not published yet. */
export const draft = {
	routes: [
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'POST',
				path: '/cgi-bin/draft/add',
				body: 'json',
				perDay: 1000,
				handle: ({ world, account, json }) => addDraft(world, account, json),
				coverage: {
					status: 'covered',
					rules: [
						{ rule: 'Articles and picture posts (newspic); 44003 without any', source: PAGES, date },
						{
							rule: 'title up to 32 characters (45003), author 16 (45110), digest 128 (45004), default its first 54 characters, one article only',
							source: PAGES,
							date,
						},
						{
							rule: 'content below 20 000 characters of text and 1 MB of HTML (45166); scripts and outside pictures go',
							source: PAGES,
							date,
						},
						{
							rule: 'thumb_media_id and pictures are permanent material of the account (40007); 1 to 20 pictures',
							source: PAGES,
							date,
						},
						{ rule: 'content_source_url up to 1 KB (41039); crops of 0 to 1 as text', source: PAGES, date },
						{ rule: '88000 comments without permission; 53405 product card', source: PAGES, date },
						{ rule: '1000 calls a day', source: LIMITS, date },
					],
					differs: [
						'Whether the 20 000 characters count the text or the HTML is unconfirmed: the page says only “fewer than 20 000 characters, less than 1 MB”, and a publisher reports that 183 914 characters of HTML were taken (2026-09). The control contentLimit makes them count the HTML',
						'Older pages allow digests of 120, titles of 64 and authors of 8 characters',
						'Which code a missing title or content has is not published: 41011 and 44004 here; 21 pictures answer 40215',
						'More than 8 articles answer 45008: the number is of older pages',
						'What else the filter strips (class, id, position, outside links) is known from converters that others wrote, not from a page',
						'Every type of account may call it: the pages demand no certification, reports differ',
					],
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/draft/update',
				body: 'json',
				perDay: 1000,
				handle({ world, account, json }) {
					updateDraft(world, account, json);
					return OK;
				},
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'One article object, index from 0 (40114); 40007; fields as for add',
							source: PAGES,
							date,
						},
						{ rule: '1000 calls a day', source: LIMITS, date },
					],
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/draft/get',
				body: 'json',
				perDay: 500,
				handle: ({ account, json }) => getDraft(account, json.media_id),
				coverage: {
					status: 'covered',
					rules: [
						{ rule: 'news_item with temporary url and thumb_url; 40007', source: PAGES, date },
						{ rule: '500 calls a day', source: LIMITS, date },
					],
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/draft/batchget',
				body: 'json',
				perDay: 1000,
				handle: ({ account, json }) => listDrafts(account, json),
				coverage: {
					status: 'covered',
					rules: [
						{ rule: 'count 1 to 20; no_content leaves content out; newest first', source: PAGES, date },
						{ rule: '1000 calls a day', source: LIMITS, date },
					],
					differs: ['A wrong offset or count answers 40097'],
				},
			},
			{
				method: 'GET',
				path: '/cgi-bin/draft/count',
				body: 'none',
				perDay: 1000,
				handle: ({ account }) => ({ total_count: draftData(account).drafts.size }),
				coverage: {
					status: 'covered',
					rules: [
						{ rule: 'Number of drafts', source: PAGES, date },
						{ rule: '1000 calls a day', source: LIMITS, date },
					],
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/draft/delete',
				body: 'json',
				perDay: 1000,
				handle({ account, json }) {
					deleteDraft(account, json.media_id);
					return OK;
				},
				coverage: {
					status: 'covered',
					rules: [
						{ rule: 'Deletes a draft for good; 40007', source: PAGES, date },
						{ rule: '1000 calls a day', source: LIMITS, date },
					],
				},
			},
			{
				method: 'POST',
				path: '/cgi-bin/draft/switch',
				body: 'raw',
				handle: () => ({ ...OK, is_open: 1 }),
				coverage: {
					status: 'partial',
					rules: [
						{
							rule: 'is_open tells whether drafts are on',
							source: 'older page on the draft box switch',
							date: '2022-01',
						},
					],
					differs: ['Drafts are on for everybody; the call is no longer documented'],
				},
			},
		]),
		...accountRoutes(PERMITS.publish, [
			{
				method: 'POST',
				path: '/channels/ec/service/product/getcardinfo',
				body: 'json',
				handle: ({ world, account, json }) => getCardInfo(world, account, json),
				coverage: {
					status: 'partial',
					rules: [
						{
							rule: 'product_key and DOM of a card: big not for newspic, strip only for it',
							source: 'official page getcardinfo',
							date,
						},
						{
							rule: '10170001 product, 10170002 article type, 10170003 card type',
							source: 'official page getcardinfo',
							date: '2026-11',
						},
					],
					differs: ['Products are made known with the control products', 'DOM is an empty element'],
				},
			},
		]),
	],
	controls: {
		/** Sets what the 20,000 characters of an article count: what readers see, or all of the HTML. */
		contentLimit: areaControl(
			z.object({ appid: z.string().optional(), counts: z.enum(['text', 'html']) }).strict(),
			(world, { appid, counts }) => {
				draftData(findAccount(world.store, appid)).contentCounts = counts;
				return {};
			},
		),
		/** Sets the ids of the products in the account's shop. */
		products: areaControl(
			z.object({ appid: z.string().optional(), ids: z.array(z.string().min(1)) }).strict(),
			(world, { appid, ids }) => {
				draftData(findAccount(world.store, appid)).products = ids;
				return {};
			},
		),
	},
	describe: (account) => ({
		drafts: [...draftData(account).drafts.values()].map(({ mediaId, articles, updateTime }) => ({
			mediaId,
			updateTime,
			titles: articles.map(({ title }) => title),
		})),
	}),
} satisfies Area;
