import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { addRule, deleteRule, listRules, publishRule } from './jumpRules';

const source = 'official pages on QR codes that open a mini program';
const date = '2026-10';
const LINKED = { rule: '40166 ill-formed appid, 61007 not linked to the account', source, date } as const;
const DIFFERS = [
	'44990 (5 calls a second), 45112 and the other codes of the family only as faults',
	'Also takes ordinary addresses, whose rules the pages describe for mini programs; verification files and filings of domains are not checked',
] as const;

/** QR codes of the account that open a mini program (扫服务号二维码打开小程序). */
export const qrCodeJump = {
	routes: accountRoutes(PERMITS.qrcodes, [
		{
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpget',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'The newest 10 000, by up to 200 prefixes, or pages of up to 200 (40097)', source, date },
					LINKED,
				],
				differs: DIFFERS,
			},
			handle: ({ world, account, json }) => listRules(account, json, world.clock.now()),
		},
		{
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpadd',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'A published rule cannot be changed (40097); 85071 added before; parametric codes have no version',
						source: `${source}, with the list of codes of the older page`,
						date,
					},
					{
						rule: 'Up to five debug addresses below the prefix (85068); 85066 prefix, as "illegal prefix"',
						source: `${source}; the text of 85066 from answers shown in the developer community`,
						date,
					},
					LINKED,
				],
				differs: DIFFERS,
			},
			handle({ account, json }) {
				addRule(account, json);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumppublish',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [{ rule: '100 publications a month (886000); 40097 no such rule', source, date }],
				differs: ['Months are Beijing months', ...DIFFERS],
			},
			handle({ world, account, json }) {
				publishRule(account, json.prefix, world.clock.now());
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpdelete',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [{ rule: 'Deletes one rule; 40097 no such rule', source, date }, LINKED],
				differs: DIFFERS,
			},
			handle({ account, json }) {
				deleteRule(account, json);
				return OK;
			},
		},
	]),
} satisfies Area;
