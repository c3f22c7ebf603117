import type { JsonObject } from '../server/printJson';
import describedTexts from './describedTexts.json';
import officialTexts from './officialTexts.json';

const texts: Record<string, string | undefined> = { ...describedTexts, ...officialTexts };

/** Thrown by rules: the platform refuses the call with an errcode inside HTTP 200. */
export class ApiError extends Error {
	/**
	 * @param errcode official return code
	 * @param errmsg text without the rid; {@link errorText} when left out
	 * @param details further keys of the answer, for codes that carry data
	 */
	constructor(
		readonly errcode: number,
		readonly errmsg: string = errorText(errcode),
		readonly details: JsonObject = {},
	) {
		super(`${errcode} ${errmsg}`);
		this.name = 'ApiError';
	}
}

/**
 * The official errmsg of a code without the rid; a description where the platform's wording is not known; `system error` for a code unknown
 * to the catalogue.
 */
function errorText(errcode: number): string {
	return texts[String(errcode)] ?? 'system error';
}
