import { z } from 'zod';
import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import { findAccount } from '../../state/findAccount';
import type { AccountCall, Answer, Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { readMediaType } from './fileRules';
import { giveFile, giveVideo, VIDEO_PATH, videoUrl } from './giveFile';
import { keepIncoming } from './keepIncoming';
import { keepArticleImage, keepMedia, liveMedia, mediaData, type TemporaryMedia } from './mediaData';
import { checkFile, readUpload } from './readUpload';
import { sampleExtension } from './sampleFile';

const PAGES = 'official media pages';
const LIMITS = 'official call limits page';
/** When the rules below were read. */
const date = '2026-10';

const MAX_ARTICLE_IMAGE_BYTES = 1024 * 1024;
const ARTICLE_IMAGES = ['jpg', 'jpeg', 'png'];
const SHOWN = 100;

/** Temporary material and pictures for articles. */
export const media = {
	routes: [
		...accountRoutes(PERMITS.materials, [
			{
				method: 'POST',
				path: '/cgi-bin/media/upload',
				body: 'raw',
				perDay: 100_000,
				perDayTestNumber: 500,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Form part media with filename and Content-Length (41005); empty 44001',
							source: PAGES,
							date,
						},
						{
							rule: 'image 10 MB png jpeg jpg gif; voice 2 MB amr mp3; video 10 MB mp4; thumb 64 KB jpg (40004 type, 40005 extension, 40009–40012 size, 45001 above 10 MB)',
							source: PAGES,
							date,
						},
						{ rule: 'thumb_media_id for thumb; kept for 3 days', source: PAGES, date },
						{ rule: '100 000 calls a day, test numbers 500', source: LIMITS, date },
					],
					differs: [
						'The same page also names 2 MB for pictures; 10 MB counts here',
						'Only the extension is looked at: neither the content of a file nor the length of a voice (45007)',
					],
				},
				handle: upload,
			},
			{
				method: 'GET',
				path: '/cgi-bin/media/get',
				body: 'none',
				contentType: 'text/plain',
				perDay: 200_000,
				perDayTestNumber: 1000,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Bytes with Content-Type and Content-disposition; video as JSON video_url; errors as JSON with text/plain',
							source: PAGES,
							date,
						},
						{ rule: '40007 expired or of another account, 41006 missing', source: PAGES, date },
						{ rule: 'What people send in can be fetched for 3 days', source: PAGES, date },
						{ rule: '200 000 calls a day, test numbers 1000', source: LIMITS, date },
					],
					differs: ['What people send in is a small sample file; video_url leads to the simulator'],
				},
				handle(call) {
					const found = findMedia(call);
					return found.type === 'video' ? { video_url: videoUrl(call, found.mediaId) } : giveFile(found);
				},
			},
			{
				method: 'GET',
				path: '/cgi-bin/media/get/jssdk',
				body: 'none',
				contentType: 'text/plain',
				coverage: {
					status: 'covered',
					rules: [{ rule: 'Voices as speex', source: PAGES, date }],
					differs: ['Nothing is converted: the file is the one of media/get; other sorts answer 40007'],
				},
				handle(call) {
					const found = findMedia(call);
					if (found.type !== 'voice') throw new ApiError(40007);
					return giveFile({ ...found, extension: 'speex' });
				},
			},
		]),
		...accountRoutes(PERMITS.everyone, [
			{
				method: 'POST',
				path: '/cgi-bin/media/uploadimg',
				body: 'raw',
				coverage: {
					status: 'covered',
					rules: [{ rule: 'jpg or png below 1 MB; answers with a URL', source: PAGES, date }],
					differs: ['The URL leads nowhere; the phone page shows the picture (the newest 500)'],
				},
				handle: uploadArticleImage,
			},
		]),
		...openRoutes([
			{
				method: 'GET',
				path: VIDEO_PATH,
				body: 'none',
				coverage: {
					status: 'partial',
					rules: [{ rule: 'video_url and down_url can be downloaded without token', source: PAGES, date }],
					differs: ['Stands for the platform’s video host, whose paths are others'],
				},
				handle: ({ world, query }) => giveVideo(world, query.get('vid')),
			},
		]),
	],
	controls: {
		/** A page uploads with the JS-SDK from a person's phone: the id that the page gets as serverId. */
		addFromPhone: areaControl(
			z.object({ appid: z.string().optional(), type: z.enum(['image', 'voice']) }).strict(),
			(world, { appid, type }) => {
				const mediaId = world.ids.mediaId();
				const extension = sampleExtension(type);
				const createdAtMs = world.clock.now();
				keepMedia(findAccount(world.store, appid), { mediaId, type, extension, base64: null, createdAtMs });
				return { mediaId };
			},
		),
	},
	onIncoming: (world, account, _follower, content) => keepIncoming(account, content, world.clock.now()),
	describe(account, world) {
		const nowMs = world.clock.now();
		const live = [...mediaData(account).temporary.keys()].flatMap(
			(id) => liveMedia(account, id, nowMs) ?? [],
		);
		return {
			temporary: live.length,
			newest: live.slice(-SHOWN).map(({ base64, ...shown }) => ({ ...shown, fromPhone: base64 === null })),
		};
	},
} satisfies Area;

async function upload(call: AccountCall): Promise<JsonObject> {
	const { world, account, query } = call;
	const type = readMediaType(query.get('type'));
	if (!type) throw new ApiError(40004);
	const file = await readUpload(call);
	checkFile(file, type, 'temporary');
	const mediaId = world.ids.mediaId();
	const base64 = file.bytes.toString('base64');
	keepMedia(account, { mediaId, type, extension: file.extension, base64, createdAtMs: world.clock.now() });
	const id = type === 'thumb' ? { thumb_media_id: mediaId } : { media_id: mediaId };
	return { type, ...id, created_at: world.clock.nowSeconds() };
}

async function uploadArticleImage(call: AccountCall): Promise<Answer> {
	const file = await readUpload(call);
	if (!ARTICLE_IMAGES.includes(file.extension)) throw new ApiError(40005);
	if (file.bytes.length >= MAX_ARTICLE_IMAGE_BYTES) throw new ApiError(40009);
	const folder = file.extension === 'png' ? 'mmbiz_png' : 'mmbiz_jpg';
	const url = `http://mmbiz.qpic.cn/${folder}/${call.world.ids.alphanumeric(64)}/0`;
	keepArticleImage(call.account, url, { extension: file.extension, base64: file.bytes.toString('base64') });
	return { url };
}

function findMedia({ world, account, query }: AccountCall): TemporaryMedia {
	const mediaId = query.get('media_id');
	if (!mediaId) throw new ApiError(41006);
	const found = liveMedia(account, mediaId, world.clock.now());
	if (!found) throw new ApiError(40007);
	return found;
}
