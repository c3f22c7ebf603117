import type { CoverageRow } from '../Area';

const PAGE = 'official template message pages';

/** Fidelity of the template message routes. */
export const coverage: readonly CoverageRow[] = [
	{
		route: 'POST /cgi-bin/message/template/send',
		status: 'covered',
		rules: [
			{ rule: '40003, 43004, 43019 for people who cannot be written to', source: PAGE, date: '2026-10' },
			{
				rule: '43101 when the person switched off this template',
				source: 'developer reports',
				date: '2023-06',
			},
			{
				rule: '40036 empty or ill-sized id, 40037 not a template of this account, 43116 banned',
				source: PAGE,
				date: '2026-10',
			},
			{
				rule: 'Typed keys of category templates: 47003 naming the field',
				source: 'official table of typed keywords; developer reports for the wording',
				date: '2026-10',
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
			{ rule: '40013, 40166, 40165 for the mini program and its page', source: PAGE, date: '2026-10' },
			{
				rule: 'Same openid and client_msg_id within 10 minutes: delivered once',
				source: PAGE,
				date: '2026-10',
			},
			{ rule: 'msgid is a 64-bit number, printed bare', source: PAGE, date: '2026-10' },
			{
				rule: 'TEMPLATESENDJOBFINISH with success, failed:user block, failed: system failed',
				source: PAGE,
				date: '2026-10',
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
	{
		route: 'GET /cgi-bin/template/get_all_private_template',
		status: 'covered',
		rules: [
			{ rule: 'deputy_industry here, secondary_industry in get_industry', source: PAGE, date: '2026-10' },
		],
	},
	{
		route: 'POST /cgi-bin/template/del_private_template',
		status: 'covered',
		rules: [{ rule: '40036 and 40037 for ids the account does not have', source: PAGE, date: '2026-10' }],
	},
	{
		route: 'POST /cgi-bin/template/api_add_template',
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
	{
		route: 'GET /cgi-bin/template/get_industry',
		status: 'covered',
		rules: [{ rule: 'Names of first and second class of both industries', source: PAGE, date: '2026-10' }],
		differs: ['Empty names before the first choice'],
	},
	{
		route: 'POST /cgi-bin/template/api_set_industry',
		status: 'covered',
		rules: [
			{
				rule: 'Codes 1–41, one change a month (43100), templates of the old industry are deleted',
				source: PAGE,
				date: '2026-10',
			},
		],
		differs: ['A month is a Beijing calendar month; a code outside 1–41 answers 40097'],
	},
];
