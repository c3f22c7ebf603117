import { createHash } from 'node:crypto';
import { ApiError } from '../../errors/ApiError';
import { showOnPhone } from '../../phone/chat';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { nextDataId, publish } from '../article/publishDraft';
import { draftData } from '../draft/draftData';
import { announceEnd } from './announceEnd';
import { massData, nextMsgId, type MassContent, type MassData, type MassJob } from './massData';
import { readMass } from './readMass';
import { filterPeople, spendSend, type Audience } from './recipients';

const MAX_CLIENT_ID_BYTES = 32;
const REMEMBERED_MS = 24 * 3_600_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Accepts a mass message for an audience; it is sent when the job is due, and MASSSENDJOBFINISH reports the result.
 *
 * @param readAudience reads the recipients; called after the message was checked
 * @throws ApiError 48003 agreement, what the message requires, 45067 and 45065 clientmsgid, what the audience requires, 45028
 */
export function sendMass(
	world: World,
	account: Account,
	json: Fields,
	readAudience: () => Audience,
): JsonObject {
	const data = massData(account);
	if (!data.agreed) throw new ApiError(48003);
	const message = readMass(world, account, json);
	const clientId = readClientId(json.clientmsgid) ?? digestOf(json, message);
	const nowMs = world.clock.now();
	refuseRepeated(data, clientId, nowMs);
	const audience = readAudience();
	spendSend(account, audience, nowMs);
	const job: MassJob = {
		...message,
		msgId: nextMsgId(world),
		msgDataId: message.articles ? nextDataId(world) : null,
		atMs: nowMs,
		dueMs: nowMs + data.next.delayMs,
		status: data.next.status,
		totalCount: audience.people.length,
		recipients: filterPeople(account, audience, nowMs),
		sentCount: 0,
		ended: false,
		deleted: false,
	};
	data.jobs.set(job.msgId, job);
	data.clientIds.set(clientId, { msgId: job.msgId, atMs: nowMs });
	world.timers.after(data.next.delayMs, () => endMass(world, account, job.msgId));
	return {
		errcode: 0,
		errmsg: 'send job submission success',
		msg_id: job.msgId,
		msg_data_id: job.msgDataId ?? undefined,
	};
}

/** Ends a job that is due: people get the message, its draft is deleted, the account's server is informed. */
export function endMass(world: World, account: Account, msgId: number): void {
	const job = massData(account).jobs.get(msgId);
	if (!job || job.ended) return;
	job.ended = true;
	if (job.status === 'send success') deliver(world, account, job);
	announceEnd(world, account, job);
	world.changes.announce();
}

function deliver(world: World, account: Account, job: MassJob): void {
	const { articles, msgDataId, draftId } = job;
	const published =
		articles && msgDataId !== null
			? publish(world, account, { articles, msgDataId, articleId: null, dueMs: job.dueMs })
			: null;
	if (draftId !== null) draftData(account).drafts.delete(draftId);
	const shown = published
		? {
				msgDataId,
				articles: published.articles.map(({ title, digest, url, thumb_url }) => ({
					title,
					digest,
					url,
					thumb_url,
				})),
			}
		: job.content;
	for (const openid of job.recipients) {
		if (account.followers.get(openid)?.reception !== 'success') continue;
		job.sentCount += 1;
		showOnPhone(world, account, openid, { from: 'account', kind: `mass:${job.msgtype}`, content: shown });
	}
}

function readClientId(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	const id = String(value);
	if (Buffer.byteLength(id) > MAX_CLIENT_ID_BYTES) throw new ApiError(45067);
	return id;
}

/** Without a clientmsgid the platform uses a digest of recipients and content. */
function digestOf({ filter, touser }: Fields, { msgtype, content }: MassContent): string {
	const print = JSON.stringify([filter ?? null, touser ?? null, msgtype, content]);
	return createHash('sha256').update(print).digest('hex');
}

function refuseRepeated({ clientIds, jobs }: MassData, clientId: string, nowMs: number): void {
	const earlier = clientIds.get(clientId);
	if (!earlier || nowMs - earlier.atMs >= REMEMBERED_MS) return;
	const msg_data_id = jobs.get(earlier.msgId)?.msgDataId ?? undefined;
	throw new ApiError(45065, undefined, { msg_id: earlier.msgId, msg_data_id });
}
