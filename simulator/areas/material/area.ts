import { z } from 'zod';
import { findAccount } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { showsMaterial } from '../menu/menuData';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { coverage } from './coverage';
import { addMaterial, countMaterial, deleteMaterial, getMaterial, listMaterial } from './manageMaterial';
import { materialData } from './materialData';

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
	coverage,
	routes: accountRoutes(PERMITS.materials, [
		{ method: 'POST', path: '/cgi-bin/material/add_material', body: 'raw', handle: addMaterial },
		{ method: 'POST', path: '/cgi-bin/material/get_material', body: 'json', handle: getMaterial },
		{
			method: 'POST',
			path: '/cgi-bin/material/del_material',
			body: 'json',
			handle({ account, json }) {
				deleteMaterial(account, json.media_id, (mediaId) => showsMaterial(account, mediaId));
				return OK;
			},
		},
		{
			method: 'GET',
			path: '/cgi-bin/material/get_materialcount',
			body: 'none',
			handle: ({ account }) => countMaterial(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/material/batchget_material',
			body: 'json',
			handle: ({ account, json }) => listMaterial(account, json),
		},
	]),
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
