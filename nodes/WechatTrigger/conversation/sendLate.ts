import { readStandardXml } from '../../../core/protocol/readStandardXml';
import type { XmlValue } from '../../../core/protocol/readXml';
import { rateLimitedLog } from '../../../core/state/rateLimitedLog';
import { textOf } from '../../../core/push/findType';
import { problemOf } from '../../shared/bestEffort';
import { connectAccount } from '../../transport/connectAccount';
import { type TrackedDelivery, followerOf } from './TrackedDelivery';
import { hostClock } from '../hostClock';

const log = rateLimitedLog({ name: 'log lines on replies that came too late' });

/**
 * Sends replies as customer service messages when the WeChat node gave them in time as far as it knew, but WeChat was no longer waiting,
 * because it hung up early or n8n was busy. It never throws; a reply that cannot be sent is logged.
 *
 * @param replies documents in order; two kinds cannot be sent this way: a hand-over, and a video, since a passive reply does not name the
 *   thumbnail that the API wants
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html
 */
export async function sendLate(delivery: TrackedDelivery, replies: readonly string[]): Promise<void> {
	const { n8n } = delivery;
	let secrets: readonly string[] | undefined;
	try {
		const { call, account } = await connectAccount(n8n);
		secrets = account.secrets;
		for (const reply of replies) {
			const message = messageOf(reply);
			if (!message) return logLoss(delivery, 'this kind of reply has no other way');
			const body = { touser: followerOf(delivery), ...message };
			const request = { method: 'POST', path: '/cgi-bin/message/custom/send', body } as const;
			await call(request, { effect: 'write' });
		}
	} catch (error) {
		logLoss(delivery, problemOf(error, { now: hostClock.now(), secrets }).problem);
	}
}

function messageOf(document: string): Record<string, unknown> | undefined {
	const { MsgType, Content, Image, Voice, Music, Articles } = readStandardXml(document);
	const msgtype = textOf(MsgType);
	switch (msgtype) {
		case 'text':
			return { msgtype, text: { content: textOf(Content) } };
		case 'image':
			return { msgtype, image: { media_id: valueIn(Image, 'MediaId') } };
		case 'voice':
			return { msgtype, voice: { media_id: valueIn(Voice, 'MediaId') } };
		case 'music':
			return { msgtype, music: musicOf(Music) };
		case 'news':
			return { msgtype, news: { articles: [articleOf(Articles)] } };
		default:
			return undefined;
	}
}

function musicOf(music: XmlValue | undefined): Record<string, string> {
	return {
		title: valueIn(music, 'Title'),
		description: valueIn(music, 'Description'),
		musicurl: valueIn(music, 'MusicUrl'),
		hqmusicurl: valueIn(music, 'HQMusicUrl'),
		thumb_media_id: valueIn(music, 'ThumbMediaId'),
	};
}

/** The API takes one article; a passive reply to a message would not have shown more either. */
function articleOf(articles: XmlValue | undefined): Record<string, string> {
	const items = typeof articles === 'object' && !Array.isArray(articles) ? articles.item : undefined;
	const [first] = Array.isArray(items) ? items : [];
	return {
		title: valueIn(first, 'Title'),
		description: valueIn(first, 'Description'),
		url: valueIn(first, 'Url'),
		picurl: valueIn(first, 'PicUrl'),
	};
}

function valueIn(element: XmlValue | undefined, name: string): string {
	return typeof element === 'object' && !Array.isArray(element) ? textOf(element[name]) : '';
}

function logLoss({ n8n }: TrackedDelivery, problem: string): void {
	const line = `WeChat Trigger "${n8n.getNode().name}": a reply came when WeChat no longer waited, and was lost (${problem}). Choose another way under Options → When the Answer Takes Longer`;
	log(n8n, { line, now: hostClock.now() });
}
