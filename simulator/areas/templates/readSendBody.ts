import { ApiError } from '../../errors/ApiError';
import type { Account, Follower } from '../../state/Account';
import { isRecord } from '../../isRecord';
import { checkMiniprogram } from '../linkedMiniprogram';
import { findKnown } from '../users/findKnown';
import { templateData, type SentMessage, type Template } from './templateData';
import { filterText } from './filterText';
import { templatePlaces } from './renderCard';
import { keepsRule } from './valueRules';

const TEMPLATE_ID_LENGTH = 43;
const MAX_URL_BYTES = 1024;

/** A send request that keeps all rules except those about the recipient (follows, blacklist, refused). */
export interface SendOrder {
	follower: Follower;
	template: Template;
	/** By key, without what the platform removes. */
	values: Record<string, string>;
	url: string | null;
	miniprogram: SentMessage['miniprogram'];
	clientMsgId: string | null;
}

/**
 * Reads the body of `message/template/send`.
 *
 * @throws ApiError 40003, 40036, 40037, 43116, 40039, 40013, 40166, 40165, 47001, 47003
 */
export function readSendBody(account: Account, json: Readonly<Record<string, unknown>>): SendOrder {
	const follower = findKnown(account, json.touser);
	const template = findTemplate(account, json.template_id);
	if (template.banned) throw new ApiError(43116);
	return {
		follower,
		template,
		url: readUrl(json.url),
		miniprogram: readMiniprogram(account, json.miniprogram),
		values: readValues(template, json.data, checksValues(account, template)),
		clientMsgId: readClientMsgId(json.client_msg_id),
	};
}

/**
 * @param templateId from the caller
 * @throws ApiError 40036 when it cannot be a template id, 40037 when the account has no such template
 */
export function findTemplate(account: Account, templateId: unknown): Template {
	if (typeof templateId !== 'string' || templateId.length !== TEMPLATE_ID_LENGTH) throw new ApiError(40036);
	const template = templateData(account).templates.get(templateId);
	if (!template) throw new ApiError(40037);
	return template;
}

function readUrl(url: unknown): string | null {
	if (url === undefined || url === null || url === '') return null;
	if (typeof url !== 'string') throw new ApiError(47001);
	if (Buffer.byteLength(url) > MAX_URL_BYTES) throw new ApiError(40039);
	return url;
}

function readMiniprogram(account: Account, value: unknown): SentMessage['miniprogram'] {
	if (value === undefined || value === null) return null;
	if (!isRecord(value)) throw new ApiError(47001);
	const { appid, pagepath = '' } = value;
	// An empty object means: no mini program.
	if ((appid === undefined || appid === '') && pagepath === '') return null;
	if (typeof pagepath !== 'string') throw new ApiError(47001);
	return checkMiniprogram(account, appid, pagepath);
}

/**
 * Whether values that break the rule of their typed key are refused; otherwise they are cut. Test numbers accept what productive accounts
 * refuse.
 */
export function checksValues({ kind }: Account, template: Template): boolean {
	return template.kind === 'category' && kind !== 'test-number';
}

function readValues(template: Template, data: unknown, isChecked: boolean): Record<string, string> {
	if (!isRecord(data)) throw new ApiError(47001);
	const values: Record<string, string> = {};
	for (const { key } of templatePlaces(template.content)) {
		const entry = Object.hasOwn(data, key) ? data[key] : undefined;
		const value = isRecord(entry) ? entry.value : undefined;
		if (entry !== undefined && (!isRecord(entry) || (value !== undefined && typeof value !== 'string'))) {
			throw new ApiError(47001);
		}
		values[key] = typeof value === 'string' ? filterText(value, isChecked) : '';
		if (isChecked) checkValue(key, values[key], allowedOf(template, key));
	}
	return values;
}

function allowedOf({ allowedValues }: Template, key: string): readonly string[] | undefined {
	return Object.hasOwn(allowedValues, key) ? allowedValues[key] : undefined;
}

/**
 * Checks one value of a typed key.
 *
 * @param value after filtering; if nothing is left, it counts as empty
 * @param allowed the values fixed in the template
 * @throws ApiError 47003 naming the field
 */
export function checkValue(key: string, value: string, allowed?: readonly string[]): void {
	if (value.trim() === '') throw new ApiError(47003, `argument invalid! data.${key}.value is empty`);
	if (!keepsRule(key, value, allowed))
		throw new ApiError(47003, `argument invalid! data.${key}.value invalid`);
}

function readClientMsgId(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value !== 'string') throw new ApiError(47001);
	return value;
}
