import type { IDataObject } from 'n8n-workflow';
import type { ApiAnswer, ApiRequest } from '../../../core/api/wire';
import { type BroadcastCursor, readCursor } from '../../../core/recipients/broadcastCursor';
import { recipientRows } from '../../../core/recipients/recipientRows';
import { SeenOpenids } from '../../../core/recipients/SeenOpenids';
import { readAll } from '../../../core/errors/readAll';
import {
	IndeterminateResultError,
	InvalidInputError,
	WechatApiError,
} from '../../../core/errors/WechatErrors';
import { payload } from '../../shared/answerItems';
import type { ItemContext } from '../../shared/itemContexts';
import { continueFrom, recipientFile } from '../fields/broadcast';
import { readTagId } from '../fields/tags';

/** As many as a page of the follower list has. */
const PAGE_ROWS = 10_000;
/** The size of the chunks in a stream of n8n. */
const PIECE_BYTES = 65_536;
/** WeChat's errcode when no follower has this OpenID. */
const UNKNOWN_OPENID = 40003;
/** How many followers in a row may have unfollowed while a page was processed. */
const STEPS_BACK = 20;

/** One page of recipients. */
export interface RecipientPage {
	openids: readonly string[];
	/** The cursor position of a recipient, after which a later run continues. */
	placeOf(index: number): string;
	/** Total number of recipients, where it is known. */
	total?: number | undefined;
	/** How many rows of a file are skipped because an earlier row has the same OpenID. */
	repeated?: number;
	/** Whether this is the last page. */
	isLast: boolean;
}

/** The recipients of a message. */
export interface Recipients {
	/** Where the broadcast starts. */
	start: BroadcastCursor;
	/** Reads the pages one after the other, each when it is requested. */
	pages(): AsyncGenerator<RecipientPage>;
}

/**
 * The fields that define the recipients; `options` has `maxRecipients` (0 for all) and `keepQuota`, the number of calls left for other
 * uses.
 */
export interface RecipientParams {
	recipients: string;
	tagId: string;
	binaryPropertyName: string;
	continueFrom: string;
	options: IDataObject;
}

/**
 * Reads the recipients; no call is made before the first page is requested.
 *
 * @param params fields of the operation
 * @param item context of the current item
 * @param resumed where an earlier try of the same run stopped, instead of the field
 * @throws InvalidInputError when the tag or the cursor is invalid
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_getfans.html
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettagfans.html
 */
export function readRecipients(params: RecipientParams, item: ItemContext, resumed?: string): Recipients {
	const isFile = params.recipients === 'file';
	const text = resumed ?? params.continueFrom;
	const { start, tagid } = readAll({
		start: () => readCursor(continueFrom.displayName, text, isFile ? 'row' : 'openid'),
		tagid: () => (params.recipients === 'tag' ? readTagId(params.tagId) : undefined),
	});
	if (isFile) return { start, pages: () => filePages(item, params.binaryPropertyName, start.after) };
	return { start, pages: () => listPages(item, start.after, (next) => listRequest(tagid, next)) };
}

function listRequest(tagid: number | undefined, next: string): ApiRequest {
	return tagid === undefined
		? { method: 'GET', path: '/cgi-bin/user/get', query: { next_openid: next || undefined } }
		: { method: 'POST', path: '/cgi-bin/user/tag/get', body: { tagid, next_openid: next } };
}

async function* listPages(
	{ connection }: ItemContext,
	from: string,
	request: (next: string) => ApiRequest,
): AsyncGenerator<RecipientPage> {
	let served = [from];
	for (let cursor = from; ;) {
		const read = (place: string) => connection.call(request(place), { effect: 'read' });
		const { answer, again } = await pageAfter(served, read);
		const { data, next_openid, total, count } = payload(answer) as ListedPage;
		if (data === undefined && count === undefined && total === undefined) {
			throw new IndeterminateResultError(
				'maybe-sent',
				'the response contains no list of OpenIDs',
				'the list',
			);
		}
		const listed = data?.openid ?? [];
		const openids = again.size > 0 ? listed.filter((openid) => !again.has(openid)) : listed;
		const next = next_openid ?? '';
		// The last page has a cursor, too. For later pages the total says nothing: it does not count recipients who have unfollowed since.
		const isWhole = cursor === '' && total !== undefined && openids.length >= total;
		const isLast = openids.length === 0 || next === '' || isWhole;
		yield { openids, placeOf: (index) => openids[index] ?? cursor, total, isLast };
		if (isLast) return;
		if (next === cursor) {
			throw new IndeterminateResultError(
				'maybe-sent',
				'pagination is stuck: WeChat returned the same page twice',
				cursor,
			);
		}
		cursor = next;
		served = [...served, ...openids].slice(-STEPS_BACK);
		if (served.at(-1) !== cursor) served.push(cursor);
	}
}

/**
 * Reads the page after a position. A follower who has unfollowed meanwhile is no longer in the list: then the page after an earlier
 * position is read, and `again` has those who were already processed.
 *
 * @param served where the run began, or followers whom it has processed
 * @throws InvalidInputError when the run was to start after such a follower
 */
async function pageAfter(
	served: readonly string[],
	read: (place: string) => Promise<ApiAnswer>,
): Promise<{ answer: ApiAnswer; again: ReadonlySet<string> }> {
	for (const [back, place] of [...served].reverse().entries()) {
		const answer = await read(place).catch((error: unknown) => {
			if (error instanceof WechatApiError && error.refusal.errcode === UNKNOWN_OPENID) return undefined;
			throw error;
		});
		if (answer) return { answer, again: new Set(served.slice(served.length - back)) };
	}
	throw new InvalidInputError(
		continueFrom.displayName,
		'names somebody who does not follow the account (anymore)',
		'Give the OpenID of a follower who came shortly before them in the list (User → Get Many); everybody between the two gets the message again.',
	);
}

interface ListedPage {
	total?: number;
	count?: number;
	data?: { openid?: string[] };
	next_openid?: string;
}

/** Reads the file twice: a wrong row is found before anything is sent. */
async function* filePages(item: ItemContext, field: string, after: string): AsyncGenerator<RecipientPage> {
	const { total, repeated } = await countRows(fileRows(item, field));
	const first = Number(after.slice(1));
	const seen = new SeenOpenids();
	let row = 0;
	let page: string[] = [];
	let rows: number[] = [];
	const cut = (isLast: boolean): RecipientPage => {
		const openids = page;
		const places = rows;
		[page, rows] = [[], []];
		return { openids, placeOf: (index) => `#${places[index]}`, total, repeated, isLast };
	};
	for await (const openid of fileRows(item, field)) {
		row += 1;
		const isNew = seen.add(openid);
		if (page.length === PAGE_ROWS) yield cut(false);
		if (!isNew || row <= first) continue;
		page.push(openid);
		rows.push(row);
	}
	yield cut(true);
}

/** @throws InvalidInputError when there are no rows, or one of them is wrong */
async function countRows(rows: AsyncGenerator<string>): Promise<{ total: number; repeated: number }> {
	const seen = new SeenOpenids();
	let total = 0;
	let repeated = 0;
	for await (const openid of rows) {
		total += 1;
		if (!seen.add(openid)) repeated += 1;
	}
	if (total > 0) return { total, repeated };
	throw new InvalidInputError(
		recipientFile.displayName,
		'has no OpenID',
		'Give a file with at least one row.',
	);
}

function fileRows(item: ItemContext, field: string): AsyncGenerator<string> {
	return recipientRows(recipientFile.displayName, bytesOf(item, field));
}

/** Reads a file in chunks if n8n stores it outside of the item. */
async function* bytesOf({ n8n, itemIndex }: ItemContext, field: string): AsyncGenerator<Uint8Array> {
	const { id } = n8n.helpers.assertBinaryData(itemIndex, field);
	if (id === undefined) {
		const bytes = await n8n.helpers.getBinaryDataBuffer(itemIndex, field);
		for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
		return;
	}
	for await (const chunk of await n8n.helpers.getBinaryStream(id)) yield chunk as Buffer;
}
