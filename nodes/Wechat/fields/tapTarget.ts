import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../core/errors/readAll';
import { optionalAddress, readPagePath, webAddress } from '../../shared/webAddress';
import type { Field } from '../operation';
import { checkAppId } from '../../../core/account/accountRules';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { asciiText } from '../../shared/typedValues';

/** What a tap on the message opens. If it is an expression, n8n shows and requires the fields of every choice. */
const link: Field<'link', 'options'> = {
	displayName: 'Open on Tap',
	name: 'link',
	type: 'options',
	options: [
		{
			name: 'Mini Program',
			value: 'miniProgram',
			description: 'A page of a mini program linked to the account',
		},
		{ name: 'Nothing', value: 'none', description: 'The message opens nothing' },
		{ name: 'Web Page', value: 'url', description: 'A page inside WeChat' },
	],
	default: 'none',
	description: 'What opens when the follower taps the message',
};

/** The web page that a tap opens. */
const url: Field<'url', 'string'> = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	displayOptions: { show: { link: ['url'] } },
	default: '',
	placeholder: 'e.g. https://example.com/orders/1',
	description: 'Address of the web page that a tap opens',
};

/** The mini program that a tap opens. */
export const miniProgramAppId: Field<'miniProgramAppId', 'string'> = {
	displayName: 'Mini Program AppID',
	name: 'miniProgramAppId',
	type: 'string',
	displayOptions: { show: { link: ['miniProgram'] } },
	default: '',
	placeholder: 'e.g. wx0123456789abcdef',
	description: 'AppID of a published mini program that is linked to the account',
};

/** The page of the mini program. */
export const miniProgramPage: Field<'miniProgramPage', 'string'> = {
	displayName: 'Mini Program Page',
	name: 'miniProgramPage',
	type: 'string',
	displayOptions: { show: { link: ['miniProgram'] } },
	default: '',
	placeholder: 'e.g. pages/order/index?n=1',
	description:
		'Path of the page, with parameters; a slash at the beginning is left out; empty opens the first page',
};

/** The page to open where the mini program cannot be opened. */
const fallbackUrl: Field<'fallbackUrl', 'string'> = {
	displayName: 'Fallback URL',
	name: 'fallbackUrl',
	type: 'string',
	displayOptions: { show: { link: ['miniProgram'] } },
	default: '',
	placeholder: 'e.g. https://example.com/orders/1',
	description: 'Web page for WeChat clients that cannot open mini programs',
};

/** The parameters that define a tap target. */
export interface TapParams {
	link: string;
	url: string;
	miniProgramAppId: string;
	miniProgramPage: string;
	fallbackUrl: string;
}

/**
 * @returns `url` and `miniprogram` of a message; both undefined when a tap opens nothing
 * @throws InvalidInputError for a URL or AppID that WeChat would refuse
 */
export function tapTargetOf(params: TapParams): {
	url: string | undefined;
	miniprogram: IDataObject | undefined;
} {
	switch (params.link) {
		case 'url':
			return { url: webAddress('URL', params.url), miniprogram: undefined };
		case 'miniProgram':
			return readAll({
				url: () => optionalAddress('Fallback URL', params.fallbackUrl),
				miniprogram: () => miniProgramOf(params),
			});
		default:
			return { url: undefined, miniprogram: undefined };
	}
}

/** @returns appid and, where given, pagepath */
function miniProgramOf(params: Pick<TapParams, 'miniProgramAppId' | 'miniProgramPage'>): IDataObject {
	return readAll({
		appid: () => checkAppIdOf('Mini Program AppID', params.miniProgramAppId),
		pagepath: () =>
			params.miniProgramPage === '' ? undefined : readPagePath('Mini Program Page', params.miniProgramPage),
	});
}

/**
 * Checks an AppID other than that of the credential.
 *
 * @param field name of the field in the editor
 * @returns the AppID in lower case
 * @throws InvalidInputError naming this field
 */
export function checkAppIdOf(field: string, value: unknown): string {
	// WeChat writes all AppIDs in lower case, and requires that in menus.
	const appid = asciiText(value).toLowerCase();
	const rule = brokenRule(appid);
	if (rule === undefined) return appid;
	throw new InvalidInputError(field, rule, 'Copy it from the settings of that account or mini program.');
}

function brokenRule(appid: string): string | undefined {
	try {
		checkAppId(appid);
		return undefined;
	} catch (error) {
		return error instanceof InvalidInputError ? error.rule : 'is not an AppID';
	}
}

/** The fields that define what a tap on a message opens. */
export const tapTargetFields = [link, url, miniProgramAppId, miniProgramPage, fallbackUrl] as const;
