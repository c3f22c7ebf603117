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
import { coverage } from './coverage';
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

const SHOWN = 200;

const newTemplate = z
	.object({
		appid: z.string().optional(),
		templateId: z.string().length(43, 'a template id has 43 characters').optional(),
		title: z.string().min(1),
		content: z.string().regex(/\{\{\s*\w+\.DATA\s*\}\}/, 'needs at least one {{key.DATA}} place'),
		example: z.string().default(''),
		/** Left out: category when every key carries a type prefix. */
		kind: z.enum(['category', 'industry']).optional(),
		primaryIndustry: z.string().default(''),
		deputyIndustry: z.string().default(''),
		allowedValues: z.record(z.array(z.string())).default({}),
		banned: z.boolean().default(false),
	})
	.strict();

/** Template messages: templates, industries, sending. */
export const templates = {
	coverage,
	routes: accountRoutes(PERMITS.templates, [
		{
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: 'json',
			perDay: 100_000,
			handle: ({ world, account, json }) => ({ ...OK, msgid: sendTemplate(world, account, json) }),
		},
		{
			method: 'GET',
			path: '/cgi-bin/template/get_all_private_template',
			body: 'none',
			handle: ({ account }) => listTemplates(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/del_private_template',
			body: 'json',
			handle({ account, json }) {
				deleteTemplate(account, json.template_id);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/api_add_template',
			body: 'json',
			handle: ({ world, account, json }) => ({ ...OK, template_id: addFromLibrary(world, account, json) }),
		},
		{
			method: 'GET',
			path: '/cgi-bin/template/get_industry',
			body: 'none',
			handle: ({ account }) => showIndustries(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/template/api_set_industry',
			body: 'json',
			handle({ world, account, json }) {
				setIndustries(world, account, json);
				return OK;
			},
		},
	]),
	controls: {
		/** Puts a template into an account as its console would, also one that the library does not have. */
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
