import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import { CATEGORIES, LIBRARY, type Keyword, type PublicTemplate } from './library';
import { subscriptionData, type PrivateTemplate } from './subscriptionData';

const MAX_TEMPLATES = 25;
const MAX_PAGE = 30;
const MAX_SCENE_CHARACTERS = 15;

/** `newtmpl/getcategory`. */
export function listCategories(): JsonObject {
	return { ...OK, data: CATEGORIES.map((category) => ({ ...category })) };
}

/**
 * `newtmpl/getpubtemplatetitles`.
 *
 * @throws ApiError 200018 no ids, 200019 ids that are no categories, 200016 start, 200017 limit above 30
 */
export function listTitles(query: URLSearchParams): JsonObject {
	const given = query.get('ids') ?? '';
	if (given === '') throw new ApiError(200018);
	const ids = given.split(',').map(Number);
	if (!ids.every((id) => CATEGORIES.some((category) => category.id === id))) throw new ApiError(200019);
	const start = readNumber(query.get('start'), 200016);
	const limit = readNumber(query.get('limit'), 200017);
	if (limit < 1 || limit > MAX_PAGE) throw new ApiError(200017);
	const found = LIBRARY.filter(({ categoryId }) => ids.includes(categoryId));
	const data = found
		.slice(start, start + limit)
		.map(({ tid, title, type, categoryId }) => ({ tid, title, type, categoryId: String(categoryId) }));
	return { ...OK, count: found.length, data };
}

/** `newtmpl/getpubtemplatekeywords`. @throws ApiError 200014 no such title */
export function listKeywords(tid: unknown): JsonObject {
	const { keywords } = findPublic(tid);
	return { ...OK, count: keywords.length, data: keywords.map((keyword) => ({ ...keyword })) };
}

/**
 * `newtmpl/addtemplate`: composes a template of 2 to 5 keywords.
 *
 * @throws ApiError 200014 title, 200020 keywords, 200021 scene above 15 characters, 200022 exists, 200012 25 exist
 */
export function addFromLibrary(
	world: World,
	account: Account,
	{ tid, kidList, sceneDesc }: Readonly<Record<string, unknown>>,
): JsonObject {
	const found = findPublic(tid);
	const keywords = chooseKeywords(found, kidList);
	const scene = sceneDesc ?? '';
	if (typeof scene !== 'string' || [...scene].length > MAX_SCENE_CHARACTERS) throw new ApiError(200021);
	const { templates } = subscriptionData(account);
	const template: PrivateTemplate = {
		priTmplId: world.ids.templateId(),
		title: found.title,
		type: found.type,
		content: keywords.map(({ name, rule, kid }) => `${name}:{{${rule}${kid}.DATA}}`).join('\n'),
		example: keywords.map(({ name, example }) => `${name}:${example}`).join('\n'),
	};
	const exists = [...templates.values()].some(
		({ title, content }) => title === template.title && content === template.content,
	);
	if (exists) throw new ApiError(200022);
	if (templates.size >= MAX_TEMPLATES) throw new ApiError(200012);
	templates.set(template.priTmplId, template);
	return { ...OK, priTmplId: template.priTmplId };
}

/** `newtmpl/gettemplate`. */
export function listPrivate(account: Account): JsonObject {
	const data = [...subscriptionData(account).templates.values()].map((template) => ({
		...template,
		keywordEnumValueList: [],
	}));
	return { ...OK, data };
}

/** `newtmpl/deltemplate`. @throws ApiError 20001 no such template */
export function deletePrivate(account: Account, priTmplId: unknown): void {
	const { templates } = subscriptionData(account);
	if (typeof priTmplId !== 'string' || !templates.delete(priTmplId)) throw new ApiError(20001);
}

function chooseKeywords({ keywords }: PublicTemplate, kidList: unknown): Keyword[] {
	if (!Array.isArray(kidList) || kidList.length < 2 || kidList.length > 5) throw new ApiError(200020);
	const chosen = kidList.map((kid: unknown) => {
		const keyword = keywords.find((one) => one.kid === Number(kid));
		if (!keyword) throw new ApiError(200020);
		return keyword;
	});
	if (new Set(chosen).size < chosen.length) throw new ApiError(200020);
	return chosen;
}

function findPublic(tid: unknown): PublicTemplate {
	const found = LIBRARY.find((template) => String(template.tid) === String(tid));
	if (!found) throw new ApiError(200014);
	return found;
}

function readNumber(text: string | null, wrong: number): number {
	if (text === null || !/^\d{1,9}$/.test(text)) throw new ApiError(wrong);
	return Number(text);
}
