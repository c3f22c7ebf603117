import type { IDataObject } from 'n8n-workflow';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import { readAddresses } from '../../../shared/textLimits';
import { wholeNumber } from '../../../shared/typedValues';
import { readPagePath, webAddress } from '../../../shared/webAddress';
import { checkAppIdOf, miniProgramAppId, miniProgramPage } from '../../fields/tapTarget';
import type { Field } from '../../operation';

const MOST_TEST_URLS = 5;
/** A QR code of the account itself with a scene; it has no versions and no rules under it. */
const PARAMETRIC = /^https?:\/\/weixin\.qq\.com\//i;

/** The mini program that QR codes open. */
export const jumpAppId: Field<'miniProgramAppId', 'string'> = {
	...miniProgramAppId,
	displayOptions: undefined,
	required: true,
};

/** The page of the mini program that QR codes open. */
export const jumpPage: Field<'miniProgramPage', 'string'> = {
	...miniProgramPage,
	displayOptions: undefined,
	required: true,
	description: 'Path of the page that opens, with parameters; a slash at the beginning is left out',
};

/** The address, or the beginning of the addresses, in a rule's QR codes. */
export const rulePrefix: Field<'rulePrefix', 'string'> = {
	displayName: 'Prefix',
	name: 'rulePrefix',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. http://weixin.qq.com/q/02abcdefgh',
	description:
		'Whole URL of a parametric QR code of the account (http://weixin.qq.com/q/…), as QR Code → Create gives it. Rules for other addresses, with the options below, are documented for mini programs only.',
};

/** Options of a rule for ordinary QR codes. */
export const ruleOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Reserve Prefix',
			name: 'subRules',
			type: 'boolean',
			default: false,
			description:
				'Whether to keep all addresses that begin with the prefix for this mini program: others can then add no rule for any of them (permit_sub_rule)',
		},
		{
			displayName: 'Test URLs',
			name: 'debugUrls',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/table/1',
			description: `Up to ${MOST_TEST_URLS} addresses that work before the rule is published, separated by commas`,
		},
		{
			displayName: 'Version',
			name: 'openVersion',
			type: 'options',
			options: [
				{ name: 'Development', value: 1 },
				{ name: 'Released', value: 3 },
				{ name: 'Trial', value: 2 },
			],
			default: 3,
			description: 'Which version of the mini program the test addresses open',
		},
	],
};

/** The values of a rule's fields. */
export interface RuleParams {
	rulePrefix: string;
	miniProgramAppId: string;
	miniProgramPage: string;
	options: IDataObject;
}

/** @throws InvalidInputError when it is not a URL; it is used as typed */
export function readPrefix(value: string): string {
	webAddress('Prefix', value);
	return trimText(value);
}

/** @throws InvalidInputError when it is not an AppID */
export function readJumpAppId(value: string): string {
	return checkAppIdOf('Mini Program AppID', value);
}

/**
 * Builds the body that adds or changes a rule.
 *
 * @param isEdit whether the rule already exists
 * @throws InvalidInputError naming all problems
 */
export function ruleBody(params: RuleParams, isEdit: boolean): Readonly<Record<string, unknown>> {
	const rule = readAll({
		prefix: () => readPrefix(params.rulePrefix),
		appid: () => readJumpAppId(params.miniProgramAppId),
		path: () => readPagePath('Mini Program Page', params.miniProgramPage),
		debug_url: () => readTestUrls(params.options.debugUrls),
		open_version: () => wholeNumber('Version', params.options.openVersion ?? 3, 1, 3),
	});
	const { prefix, appid, path, ...ordinary } = rule;
	const permit_sub_rule = params.options.subRules === true ? 2 : 1;
	const more = PARAMETRIC.test(prefix) ? {} : { ...ordinary, permit_sub_rule };
	return { prefix, appid, path, is_edit: isEdit ? 1 : 0, ...more };
}

function readTestUrls(value: unknown): string[] | undefined {
	if (value === undefined || value === '') return undefined;
	const urls = readAddresses('Test URLs', value);
	if (urls.length <= MOST_TEST_URLS) return readEach(urls, (url) => webAddress('Test URLs', url));
	throw new InvalidInputError(
		'Test URLs',
		`holds ${urls.length} addresses, the limit is ${MOST_TEST_URLS}`,
		'Leave some out.',
	);
}

/** Advice on codes of all operations on rules. */
export const RULE_HINTS: Readonly<Record<number, string>> = {
	40097: 'WeChat did not accept the rule. A published one cannot be changed: delete it and add it again.',
	40166: 'The AppID of the mini program is wrong. Copy it from the console of the mini program.',
	61007: 'The mini program is not linked to the account. Link it in the console (小程序管理) first.',
	886000: 'The 100 publications of this month are used up. Wait for next month.',
};
