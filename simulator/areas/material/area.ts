import { z } from 'zod';
import { findAccount } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { showsMaterial } from '../menu/menuData';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addMaterial, countMaterial, deleteMaterial, getMaterial, listMaterial } from './manageMaterial';
import { materialData } from './materialData';

/** When the rules below were read. */
const date = '2026-10';

const article = z
	.object({
		appid: z.string().optional(),
		title: z.string().min(1),
		author: z.string().default(''),
		digest: z.string().default(''),
		content: z.string().default('<p></p>'),
		sourceUrl: z.string().default(''),
	})
	.strict();

/** Permanent material. */
export const material = {
	routes: [
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'POST',
				path: '/cgi-bin/material/add_material',
				body: 'raw',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Sorts, extensions and sizes (40004, 40005, 40009–40012, 45001), form as in media/upload (41005)',
							source: 'official permanent material pages',
							date,
						},
						{
							rule: 'url for images only; videos need a description with title',
							source: 'official permanent material pages',
							date,
						},
					],
					differs: [
						'A video without description or title answers 41011, one that is not JSON 47001',
						'The description may stand in the query, as clients of others send it: the page wants a form field',
						'Totals (100 000 images, 1000 of the others) are not enforced; articles come from the console control publish',
					],
				},
				handle: addMaterial,
			},
		]),
		...accountRoutes(PERMITS.materials, [
			{
				method: 'POST',
				path: '/cgi-bin/material/get_material',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Bytes; videos and news as JSON; 40007',
							source: 'official permanent material pages',
							date,
						},
					],
					differs: ['down_url leads to the simulator'],
				},
				handle: getMaterial,
			},
			{
				method: 'POST',
				path: '/cgi-bin/material/del_material',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{ rule: '40007; 48005 while a menu shows it', source: 'official permanent material pages', date },
					],
					differs: ['45060 is named for the same case; auto-replies do not exist'],
				},
				handle({ account, json }) {
					deleteMaterial(account, json.media_id, (mediaId) => showsMaterial(account, mediaId));
					return OK;
				},
			},
			{
				method: 'GET',
				path: '/cgi-bin/material/get_materialcount',
				body: 'none',
				coverage: {
					status: 'covered',
					rules: [{ rule: 'Counts by sort', source: 'official permanent material pages', date }],
					differs: ['Thumbs count as images'],
				},
				handle: ({ account }) => countMaterial(account),
			},
			{
				method: 'POST',
				path: '/cgi-bin/material/batchget_material',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: '1–20 items of image, video, voice or news from an offset',
							source: 'official permanent material pages',
							date,
						},
					],
					differs: ['Newest first; 40004 for the sort, 40097 for offset and count'],
				},
				handle: ({ account, json }) => listMaterial(account, json),
			},
		]),
	],
	controls: {
		/** Publishes an article in the console: it gets a media id and an article id. */
		publish: areaControl(article, (world, { appid, title, author, digest, content, sourceUrl }) => {
			const { news } = materialData(findAccount(world.store, appid));
			const mediaId = world.ids.mediaId();
			const articleId = world.ids.alphanumeric(43);
			news.set(mediaId, {
				mediaId,
				articleId,
				updateTime: world.clock.nowSeconds(),
				articles: [
					{
						title,
						thumb_media_id: world.ids.mediaId(),
						show_cover_pic: 0,
						author,
						digest,
						content,
						url: `http://mp.weixin.qq.com/s/${world.ids.alphanumeric(22)}`,
						content_source_url: sourceUrl,
					},
				],
			});
			return { mediaId, articleId };
		}),
	},
	describe(account) {
		const { files, news } = materialData(account);
		return {
			files: [...files.values()].map(({ base64, ...shown }) => ({
				...shown,
				bytes: Buffer.byteLength(base64, 'base64'),
			})),
			news: [...news.values()].map(({ articles, ...shown }) => ({
				...shown,
				articles: articles.map(({ title, url }) => ({ title, url })),
			})),
		};
	},
} satisfies Area;
