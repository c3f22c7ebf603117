import { z } from 'zod';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { findAccount } from '../../state/findAccount';
import { readRing } from '../../state/ring';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import {
	addFromLibrary,
	addTemplate,
	deleteTemplate,
	listTemplates,
	setIndustries,
	showIndustries,
} from './manageTemplates';
import { templatePlaces } from './renderCard';
import { sendTemplate } from './sendTemplate';
import { templateData } from './templateData';
import { typePrefix } from './valueRules';

const PAGE = 'official template message pages';
/** When the rules below were read. */
const date = '2026-10';

const SHOWN = 200;

const newTemplate = z
	.object({
		appid: z.string().optional(),
		templateId: z.string().length(43, 'a template id has 43 characters').optional(),
		title: z.string().min(1),
		content: z.string().regex(/\{\{\s*\w+\.DATA\s*\}\}/, 'needs at least one {{key.DATA}} place'),
		example: z.string().default(''),
		/** Default: category when every key has a type prefix. */
		kind: z.enum(['category', 'industry']).optional(),
		primaryIndustry: z.string().default(''),
		deputyIndustry: z.string().default(''),
		allowedValues: z.record(z.array(z.string())).default({}),
		banned: z.boolean().default(false),
	})
	.strict();

/** Template messages: templates, industries, sending. */
export const templates = {
	routes: accountRoutes(PERMITS.templates, [
		{
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: 'json',
			perDay: 100_000,
			coverage: {
				status: 'covered',
				rules: [
					{ rule: '40003, 43004, 43019 for people who cannot be written to', source: PAGE, date },
					{
						rule: '43101 when the person switched off this template',
						source: 'developer reports',
						date: '2023-06',
					},
					{
						rule: '40036 empty or ill-sized id, 40037 not a template of this account, 43116 banned',
						source: PAGE,
						date,
					},
					{
						rule: 'Typed keys of category templates: 47003 naming the field',
						source: 'official table of typed keywords; developer reports for the wording',
						date,
					},
					{
						rule: 'No first and remark lines, no line breaks; emoji are taken out, not shown as □',
						source: 'official announcements of 2023-03-24 and 2023-03-30, the second as changed in May',
						date: '2023-05-04',
					},
					{
						rule: 'Emoji and ① go before the value is looked at: typed keys of which nothing is left answer 47003 "is empty"',
						source: 'developer questions',
						date: '2023-09',
					},
					{
						rule: 'Without typed keys, and on test numbers, values are cut after 20 characters and an ellipsis follows; letters and digits in a row are one character',
						source: 'reports of several developers',
						date: '2023-11',
					},
					{ rule: '40013, 40166, 40165 for the mini program and its page', source: PAGE, date },
					{ rule: 'Same openid and client_msg_id within 10 minutes: delivered once', source: PAGE, date },
					{ rule: 'msgid is a 64-bit number, printed bare', source: PAGE, date },
					{
						rule: 'TEMPLATESENDJOBFINISH with success, failed:user block, failed: system failed',
						source: PAGE,
						date,
					},
					{ rule: '100 000 calls a day', source: PAGE, date: '2014-11-18' },
				],
				differs: [
					'A repeated client_msg_id is answered with the first msgid and errcode 0',
					'Which other signs are taken out is not published: ② to ⑳ go like ①, ★ and ㊗ stay; a skin tone, U+FE0F or a joiner makes an emoji of ☎ or ©, which alone stay',
					'Whether an over-long thing is refused or cut is reported both ways: accounts in use refuse it here, test numbers cut it',
					'amount accepts a number without currency sign; url is refused from 1025 bytes on (40039); keys the template does not have are ignored',
					'Well-formed mini program AppIDs that are not linked answer 40166, ill-formed ones 40013',
					'Content is not checked for marketing (40249) or blocked words (45168); order such answers as faults',
				],
			},
			handle: ({ world, account, json }) => ({ ...OK, msgid: sendTemplate(world, account, json) }),
		},
		{
			method: 'GET',
			path: '/cgi-bin/template/get_all_private_template',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [{ rule: 'deputy_industry here, secondary_industry in get_industry', source: PAGE, date }],
			},
			handle: ({ account }) => listTemplates(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/del_private_template',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [{ rule: '40036 and 40037 for ids the account does not have', source: PAGE, date }],
			},
			handle({ account, json }) {
				deleteTemplate(account, json.template_id);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/api_add_template',
			body: 'json',
			coverage: {
				status: 'partial',
				rules: [
					{
						rule: '25 templates (45026); keyword list demanded (40246); industry templates refused (40247)',
						source: PAGE,
						date: '2023-05',
					},
				],
				differs: [
					'The library is a handful of templates of the simulator’s own; service categories are not kept',
				],
			},
			handle: ({ world, account, json }) => ({ ...OK, template_id: addFromLibrary(world, account, json) }),
		},
		{
			method: 'GET',
			path: '/cgi-bin/template/get_industry',
			body: 'none',
			coverage: {
				status: 'covered',
				rules: [{ rule: 'Names of first and second class of both industries', source: PAGE, date }],
				differs: ['Empty names before the first choice'],
			},
			handle: ({ account }) => showIndustries(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/api_set_industry',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Codes 1–41, one change a month (43100), templates of the old industry are deleted',
						source: PAGE,
						date,
					},
				],
				differs: ['A month is a Beijing calendar month; a code outside 1–41 answers 40097'],
			},
			handle({ world, account, json }) {
				setIndustries(world, account, json);
				return OK;
			},
		},
	]),
	controls: {
		/** Adds a template to an account as its console would, even one that the library does not have. */
		add: areaControl(newTemplate, (world, { appid, templateId, kind, ...input }) => {
			const account = findAccount(world.store, appid);
			const typed = templatePlaces(input.content).every(({ key }) => typePrefix(key) !== null);
			const id = templateId ?? world.ids.templateId();
			addTemplate(account, { ...input, templateId: id, kind: kind ?? (typed ? 'category' : 'industry') });
			return { templateId: id };
		}),
	},
	describe,
} satisfies Area;

function describe(account: Account): JsonObject {
	const data = templateData(account);
	return {
		templates: [...data.templates.values()].map(({ allowedValues, ...template }) => ({
			...template,
			allowedValues,
		})),
		delivered: data.delivered,
		accepted: data.sent.added,
		messages: readRing(data.sent, SHOWN).map(({ msgid, lines, ...message }) => ({
			...message,
			msgid: String(msgid),
			lines: lines.map((line) => ({ ...line })),
		})),
		byClientMsgId: [...data.counts.values()].slice(-SHOWN).map((count) => ({ ...count })),
	};
}
