import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { monthNumber } from '../../state/beijingTime';
import type { World } from '../../World';
import { industry } from './industries';
import { LIBRARY } from './library';
import { findTemplate } from './readSendBody';
import { templateData, type Template } from './templateData';

const MAX_TEMPLATES = 25;
const UNKNOWN_INDUSTRY = { first_class: '', second_class: '' };

/** The account's templates as `get_all_private_template` prints them. */
export function listTemplates(account: Account): JsonObject {
	const template_list = [...templateData(account).templates.values()].map((template) => ({
		template_id: template.templateId,
		title: template.title,
		primary_industry: template.primaryIndustry,
		deputy_industry: template.deputyIndustry,
		content: template.content,
		example: template.example,
	}));
	return { template_list };
}

/**
 * Adds a template from the library to the account.
 *
 * @returns its id
 * @throws ApiError 40037 not in the library, 40247 not a category template, 40246 keywords missing or foreign, 45026 over 25
 */
export function addFromLibrary(
	world: World,
	account: Account,
	json: Readonly<Record<string, unknown>>,
): string {
	const { template_id_short: number, keyword_name_list: names } = json;
	const found = typeof number === 'string' && Object.hasOwn(LIBRARY, number) ? LIBRARY[number] : undefined;
	if (!found) throw new ApiError(40037);
	if (found.kind !== 'category') throw new ApiError(40247);
	if (!Array.isArray(names) || names.length === 0) throw new ApiError(40246);
	const lines = names.map((name: unknown) => {
		const key =
			typeof name === 'string' && Object.hasOwn(found.keywords, name) ? found.keywords[name] : undefined;
		if (key === undefined) throw new ApiError(40246);
		return `${String(name)}{{${key}.DATA}}`;
	});
	const template: Template = {
		templateId: world.ids.templateId(),
		title: found.title,
		primaryIndustry: '',
		deputyIndustry: '',
		content: lines.join('\n'),
		example: lines.map((line) => line.replace(/\{\{.*\}\}/, '示例')).join('\n'),
		kind: found.kind,
		allowedValues: Object.fromEntries(
			Object.entries(found.allowedValues).map(([key, values]) => [key, [...values]]),
		),
		banned: false,
	};
	addTemplate(account, template);
	return template.templateId;
}

/** @throws ApiError 45026 when the account holds 25 templates already */
export function addTemplate(account: Account, template: Template): void {
	const { templates } = templateData(account);
	if (templates.size >= MAX_TEMPLATES && !templates.has(template.templateId)) throw new ApiError(45026);
	templates.set(template.templateId, template);
}

/** @throws ApiError 40036 or 40037 */
export function deleteTemplate(account: Account, templateId: unknown): void {
	templateData(account).templates.delete(findTemplate(account, templateId).templateId);
}

/** The two industries as `get_industry` prints them; empty names before the first choice. */
export function showIndustries(account: Account): JsonObject {
	const [first = '', second = ''] = templateData(account).industries ?? [];
	return {
		primary_industry: industry(first) ?? UNKNOWN_INDUSTRY,
		secondary_industry: industry(second) ?? UNKNOWN_INDUSTRY,
	};
}

/**
 * Chooses two industries; industry templates of others are deleted.
 *
 * @throws ApiError 40097 for codes other than 1–41, 43100 for a second change in a Beijing month
 */
export function setIndustries(world: World, account: Account, json: Readonly<Record<string, unknown>>): void {
	const codes = [json.industry_id1, json.industry_id2].map(String);
	const [first = '', second = ''] = codes;
	const chosen = [industry(first), industry(second)];
	if (chosen.includes(undefined)) throw new ApiError(40097);
	const data = templateData(account);
	const month = monthNumber(world.clock.now());
	if (data.industriesSetIn === month) throw new ApiError(43100);
	data.industriesSetIn = month;
	data.industries = [first, second];
	const names = chosen.map((entry) => entry?.first_class);
	for (const template of data.templates.values()) {
		const foreign = template.primaryIndustry !== '' && !names.includes(template.primaryIndustry);
		if (template.kind === 'industry' && foreign) data.templates.delete(template.templateId);
	}
}
