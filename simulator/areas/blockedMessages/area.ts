import { z } from 'zod';
import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';

/** When the rules below were read. */
const date = '2026-10';

const MAX_PAGE = 100;

/** A template message that was blocked for its content. */
interface BlockedMessage {
	id: number;
	templateId: string;
	title: string;
	content: string;
	/** Unix seconds. */
	sentAt: number;
	openid: string;
}

const blockedOf = accountSlot('blockedMessages', () => ({ messages: [] as BlockedMessage[] }));

/** Template messages that the platform blocked. */
export const blockedMessages = {
	routes: accountRoutes(PERMITS.templates, [
		{
			method: 'POST',
			path: '/wxa/sec/queryblocktmplmsg',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'Up to 100 records after largest_id', source: 'official page queryblocktmplmsg', date },
					{
						rule: 'msginfo is a list, empty when there are none',
						source: 'developer report',
						date: '2023-12',
					},
				],
				differs: [
					'Messages are held back by the control block only; the official example prints one record instead of a list',
					'Any template id may be asked for; a page out of range answers 40097',
				],
			},
			handle: ({ account, json }) => listBlocked(account, json),
		},
	]),
	controls: {
		/** The platform's review blocks a message. */
		block: areaControl(
			z
				.object({
					appid: z.string().optional(),
					openid: z.string(),
					templateId: z.string(),
					title: z.string().default(''),
					content: z.string(),
				})
				.strict(),
			(world, { appid, openid, ...message }) => {
				const account = findAccount(world.store, appid);
				const { messages } = blockedOf(account);
				const id = messages.length + 1;
				findFollower(account, openid);
				messages.push({ ...message, openid, id, sentAt: world.clock.nowSeconds() });
				return { id };
			},
		),
	},
} satisfies Area;

/**
 * Returns one page of the blocked messages of a template, by ascending id.
 *
 * @throws ApiError 40036 no template id, 40097 page
 */
function listBlocked(account: Account, json: Readonly<Record<string, unknown>>): JsonObject {
	const { tmpl_msg_id: templateId, largest_id: after, limit } = json;
	if (typeof templateId !== 'string' || templateId === '') throw new ApiError(40036);
	if (typeof after !== 'number' || typeof limit !== 'number') throw new ApiError(40097);
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) throw new ApiError(40097);
	const msginfo = blockedOf(account)
		.messages.filter((message) => message.templateId === templateId && message.id > after)
		.slice(0, limit)
		.map(({ id, title, content, sentAt, openid }) => ({
			id,
			tmpl_msg_id: templateId,
			title,
			content,
			send_timestamp: sentAt,
			openid,
		}));
	return { msginfo, ...OK };
}
