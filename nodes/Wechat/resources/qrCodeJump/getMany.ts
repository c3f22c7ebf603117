import type { IDataObject } from 'n8n-workflow';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { listOf } from '../../../shared/answerItems';
import { inParts } from '../../../shared/batches';
import { collectPages } from '../../../shared/paging';
import { readAddresses } from '../../../shared/textLimits';
import type { ItemContext } from '../../../shared/itemContexts';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { jumpAppId, readJumpAppId, readPrefix, RULE_HINTS } from './rule';

const PER_CALL = 200;

/** Gets the rules of a mini program. */
export const getManyJumpRules = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取二维码规则',
		action: 'Get many QR code jump rules',
		description:
			'List the rules by which QR codes open a mini program: state 1 is not published, 2 published',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumpget.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		jumpAppId,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Prefixes',
					name: 'prefixes',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/table/',
					description: 'Only the rules with these prefixes, separated by commas',
				},
			],
		},
	],
	run: async (params, item) => {
		const { appid, prefixes } = readAll({
			appid: () => readJumpAppId(params.miniProgramAppId),
			prefixes: () => readPrefixes(params.options.prefixes),
		});
		const wanted = params.returnAll ? undefined : params.limit;
		const rows = prefixes
			? await rulesWith(item, appid, prefixes)
			: await collectPages<IDataObject, number>(1, wanted, async (page_num) => {
					const page_size = Math.min(PER_CALL, wanted ?? PER_CALL);
					const { rules, total } = await readRules(item, { appid, get_type: 2, page_num, page_size });
					return { rows: rules, next: page_num * page_size >= total ? undefined : page_num + 1 };
				});
		return rows.slice(0, wanted).map((json) => ({ json }));
	},
	hints: RULE_HINTS,
	sample: {
		params: { miniProgramAppId: 'wx0123456789abcdef', returnAll: true, limit: 50, options: {} },
		request: {
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpget',
			body: { appid: 'wx0123456789abcdef', get_type: 2, page_num: 1, page_size: 200 },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			rule_list: [
				{
					prefix: 'https://example.com/table/',
					path: 'pages/table/index',
					state: 1,
					open_version: 3,
					permit_sub_rule: 1,
					debug_url: ['https://example.com/table/1'],
				},
			],
			qrcodejump_open: 1,
			qrcodejump_pub_quota: 100,
			list_size: 1,
			total_count: 1,
		},
	},
});

function readPrefixes(value: unknown): string[] | undefined {
	if (value === undefined || value === '') return undefined;
	return readEach(readAddresses('Prefixes', value), readPrefix);
}

async function rulesWith(
	item: ItemContext,
	appid: string,
	prefixes: readonly string[],
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (const prefix_list of inParts(prefixes, PER_CALL)) {
		rows.push(...(await readRules(item, { appid, get_type: 1, prefix_list })).rules);
	}
	return rows;
}

async function readRules(
	{ connection }: ItemContext,
	body: Readonly<Record<string, unknown>>,
): Promise<{ rules: IDataObject[]; total: number }> {
	const answer = await connection.call(
		{ method: 'POST', path: '/cgi-bin/wxopen/qrcodejumpget', body },
		{ effect: 'read' },
	);
	const total = answer.kind === 'json' ? Number(answer.data.total_count ?? 0) : 0;
	return { rules: listOf(answer, 'rule_list') as IDataObject[], total };
}
