import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { monthNumber } from '../../state/beijingTime';
import { OK } from '../answerOk';
import { findMiniprogram } from '../linkedMiniprogram';

const APPID = /^wx[0-9a-f]{16}$/;
/** The content of the platform's parametric QR codes. */
const PLATFORM_CODE = /^https?:\/\/weixin\.qq\.com\/q\//;
const MAX_DEBUG_URLS = 5;
const MAX_LIST = 200;
const NEWEST = 10_000;
const PUBLISHED_PER_MONTH = 100;
const STATE = { unpublished: 1, published: 2 } as const;

interface JumpRule {
	prefix: string;
	appid: string;
	path: string;
	state: number;
	/** Only for ordinary codes. */
	open_version?: number;
	permit_sub_rule?: number;
	debug_url?: string[];
}

const jumpData = accountSlot('qrCodeJump', () => ({
	rules: new Map<string, JumpRule>(),
	month: 0,
	published: 0,
}));

type Fields = Readonly<Record<string, unknown>>;

/**
 * `wxopen/qrcodejumpadd`: adds a rule, or changes one that is not published.
 *
 * @throws ApiError 40166 ill-formed appid, 61007 not linked, 85066 prefix, 85071 exists, 85068 debug address, 40097 others
 */
export function addRule(account: Account, json: Fields): void {
	const { is_edit: edit, path } = json;
	const appid = readAppid(account, json.appid);
	const prefix = readPrefix(json.prefix);
	if (edit !== 0 && edit !== 1) throw new ApiError(40097);
	if (typeof path !== 'string' || path === '') throw new ApiError(40097);
	const { rules } = jumpData(account);
	const known = rules.get(prefix);
	if (edit === 0 && known) throw new ApiError(85071, 'the rule has been added');
	if (edit === 1 && known?.state !== STATE.unpublished) throw new ApiError(40097);
	const own = PLATFORM_CODE.test(prefix) ? {} : readOrdinary(prefix, json);
	rules.set(prefix, { prefix, appid, path, state: STATE.unpublished, ...own });
}

/**
 * `wxopen/qrcodejumppublish`.
 *
 * @throws ApiError 40097 no such rule, 886000 a hundred publications this month
 */
export function publishRule(account: Account, prefix: unknown, nowMs: number): void {
	const data = jumpData(account);
	const rule = findRule(account, prefix);
	forgetMonth(account, nowMs);
	if (data.published >= PUBLISHED_PER_MONTH) throw new ApiError(886000);
	data.published += 1;
	rule.state = STATE.published;
}

/** `wxopen/qrcodejumpdelete`. @throws ApiError 40166, 61007, 40097 no such rule */
export function deleteRule(account: Account, { prefix, appid }: Fields): void {
	const owner = readAppid(account, appid);
	const rule = findRule(account, prefix);
	if (rule.appid !== owner) throw new ApiError(40097);
	jumpData(account).rules.delete(rule.prefix);
}

/** `wxopen/qrcodejumpget`. @throws ApiError 40166, 61007, 40097 kind of list or page */
export function listRules(account: Account, json: Fields, nowMs: number): JsonObject {
	const appid = readAppid(account, json.appid);
	const all = [...jumpData(account).rules.values()].filter((rule) => rule.appid === appid).reverse();
	const listed = pick(all, json);
	forgetMonth(account, nowMs);
	return {
		...OK,
		rule_list: listed.map((rule) => ({ ...rule })),
		qrcodejump_open: 1,
		qrcodejump_pub_quota: PUBLISHED_PER_MONTH - jumpData(account).published,
		list_size: listed.length,
		total_count: all.length,
	};
}

function pick(all: readonly JumpRule[], json: Fields): JumpRule[] {
	const { get_type: type = 0, prefix_list: prefixes, page_num: page, page_size: size } = json;
	if (type === 0) return all.slice(0, NEWEST);
	if (type === 1) {
		if (!Array.isArray(prefixes) || prefixes.length > MAX_LIST) throw new ApiError(40097);
		return all.filter(({ prefix }) => prefixes.includes(prefix));
	}
	if (type !== 2 || typeof page !== 'number' || page < 1 || typeof size !== 'number')
		throw new ApiError(40097);
	if (size < 1 || size > MAX_LIST) throw new ApiError(40097);
	return all.slice((page - 1) * size, page * size);
}

function readOrdinary(prefix: string, json: Fields): Partial<JumpRule> {
	const { open_version, permit_sub_rule, debug_url = [] } = json;
	if (open_version !== 1 && open_version !== 2 && open_version !== 3) throw new ApiError(40097);
	if (permit_sub_rule !== 1 && permit_sub_rule !== 2) throw new ApiError(40097);
	if (!Array.isArray(debug_url) || debug_url.length > MAX_DEBUG_URLS) throw new ApiError(40097);
	const urls = debug_url.map((url: unknown) => {
		if (typeof url !== 'string' || !url.startsWith(prefix))
			throw new ApiError(85068, 'the debug url does not begin with the prefix');
		return url;
	});
	return { open_version, permit_sub_rule, debug_url: urls };
}

function readAppid(account: Account, appid: unknown): string {
	if (typeof appid !== 'string' || !APPID.test(appid)) throw new ApiError(40166);
	if (!findMiniprogram(account, appid)) throw new ApiError(61007);
	return appid;
}

function readPrefix(prefix: unknown): string {
	if (typeof prefix !== 'string' || !/^https?:\/\/[^/]/.test(prefix))
		throw new ApiError(85066, 'illegal prefix');
	return prefix;
}

function findRule(account: Account, prefix: unknown): JumpRule {
	const found = typeof prefix === 'string' ? jumpData(account).rules.get(prefix) : undefined;
	if (!found) throw new ApiError(40097);
	return found;
}

function forgetMonth(account: Account, nowMs: number): void {
	const data = jumpData(account);
	const month = monthNumber(nowMs);
	if (data.month !== month) Object.assign(data, { month, published: 0 });
}
