import { apiOf, type AccountApi } from './apiOf';
import { startPlatform, type Platform } from './platform';
import { uploadFile } from './uploadFile';

/** An account with a cover picture, and short ways to file drafts and publish them. */
export interface DraftTestbed {
	platform: Platform;
	api: AccountApi;
	/** Media id of a permanent picture. */
	cover: string;
	/** Files a draft with articles of these titles and gives its media id. */
	fileDraft(...titles: string[]): Promise<string>;
	/** Publishes a draft and gives the answer of freepublish/get. */
	publish(mediaId: string): Promise<Record<string, unknown>>;
}

/** Starts a platform on a clock that stands at 10:00 in Beijing on 2026-11-22. */
export async function startDraftTestbed(): Promise<DraftTestbed> {
	const platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	const api = await apiOf(platform);
	const cover = await addPicture(platform, api);
	// Tests that move the clock put a client with a new token in the place of this one.
	const testbed: DraftTestbed = {
		platform,
		api,
		cover,
		async fileDraft(...titles) {
			const articles = titles.map((title) => ({ title, content: `<p>${title}</p>`, thumb_media_id: cover }));
			return String((await testbed.api.post('/cgi-bin/draft/add', { articles })).json.media_id);
		},
		async publish(media_id) {
			const { json } = await testbed.api.post('/cgi-bin/freepublish/submit', { media_id });
			return (await testbed.api.post('/cgi-bin/freepublish/get', { publish_id: json.publish_id })).json;
		},
	};
	return testbed;
}

/** Uploads a permanent picture and gives its media id. */
export async function addPicture(platform: Platform, api: AccountApi): Promise<string> {
	const form = { fileName: 'cover.jpg', bytes: Buffer.from('picture') };
	return String(
		(await uploadFile(platform, api, '/cgi-bin/material/add_material?type=image', form)).media_id,
	);
}
