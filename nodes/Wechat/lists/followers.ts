import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import { payload } from '../../shared/answerItems';
import { collectOpenids } from '../../shared/paging';
import { readProfiles } from '../resources/user/profiles';
import { type KnownFollowers, openidsIn, rememberFollowers } from './followerMemory';
import { askAccount, dayOf, nameWith, offerMatching, offerPages, type SearchableEntry } from './readList';

/** The maximum of one call. */
const PER_PAGE = 100;
/** A call returns 10,000 OpenIDs, oldest first: with more calls the list would open slowly and use up the account's quota. */
const MOST_OPENIDS = 50_000;
const OPENID = /^o[A-Za-z0-9_-]{27}$/;

interface Profile {
	openid: string;
	subscribe: number;
	/** Unix seconds. */
	subscribe_time?: number;
	remark?: string;
	nickname?: string;
	tagid_list?: number[];
}

/**
 * Lists the account's followers, newest first, a hundred at a time. A search looks at remark, nickname, tags and OpenID of each hundred; a
 * complete OpenID is looked up. For accounts with more than 50,000 followers the list only contains the first 50,000; others can be found
 * by OpenID. What was read is reused for a minute.
 *
 * @param filter what the user typed
 * @param paginationToken how many followers were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_getfans.html
 */
export async function searchFollowers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim();
	return await askAccount(this, async (connection) => {
		if (OPENID.test(wanted)) {
			const tags = await tagNames(connection);
			return offerMatching(entriesOf(await profilesOf(connection, [wanted]), tags), wanted);
		}
		const followers = await rememberFollowers(connection, async () => ({
			tags: await tagNames(connection),
			openids: await openidsOf(connection),
		}));
		const newestFirst = openidsIn(followers);
		const load = async (from: number) => {
			const next = from + PER_PAGE;
			const entries = await pageOf(connection, followers, newestFirst.slice(from, next), from);
			return { entries, next: next < newestFirst.length ? next : undefined };
		};
		return await offerPages(paginationToken, load, wanted);
	});
}

/** The entries of a hundred followers, which are requested only once. */
async function pageOf(
	connection: Connection,
	{ pages, tags }: KnownFollowers,
	openids: readonly string[],
	from: number,
): Promise<SearchableEntry[]> {
	const known = pages.get(String(from));
	if (known) return known;
	const entries = entriesOf(await profilesOf(connection, openids), tags);
	pages.set(String(from), entries);
	return entries;
}

async function openidsOf({ call }: Connection): Promise<string[]> {
	return await collectOpenids('', MOST_OPENIDS, async (next_openid) =>
		call(
			{ method: 'GET', path: '/cgi-bin/user/get', query: next_openid === '' ? {} : { next_openid } },
			{ effect: 'read' },
		),
	);
}

async function profilesOf(connection: Connection, openids: readonly string[]): Promise<Profile[]> {
	return (await readProfiles(connection, openids, 'zh_CN')) as unknown as Profile[];
}

/** Reads names of tags, which are optional: followers can be told apart without them. */
async function tagNames({ call }: Connection): Promise<ReadonlyMap<number, string>> {
	try {
		const answer = await call({ method: 'GET', path: '/cgi-bin/tags/get' }, { effect: 'read' });
		const { tags = [] } = payload(answer) as { tags?: { id: number; name: string }[] };
		return new Map(tags.map(({ id, name }) => [id, name]));
	} catch {
		return new Map();
	}
}

function entriesOf(profiles: readonly Profile[], tags: ReadonlyMap<number, string>): SearchableEntry[] {
	return profiles.map((profile) => {
		const labels = (profile.tagid_list ?? []).map((id) => tags.get(id) ?? String(id));
		const name = [profile.remark, profile.nickname].filter(Boolean).join(' · ') || profile.openid;
		return { name: nameWith(name, [...labels, dateOf(profile)]), value: profile.openid };
	});
}

function dateOf({ subscribe, subscribe_time: since }: Profile): string {
	return subscribe === 0 ? 'does not follow' : dayOf(since);
}
