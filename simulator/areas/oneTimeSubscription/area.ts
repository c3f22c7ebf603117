import { z } from 'zod';
import { ControlError } from '../../ControlError';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area, OpenCall } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { oneTimeData, templateIdOf } from './oneTimeData';
import { confirmPage, goTo, refusalPage } from './pages';
import { decide, readConfirm } from './readConfirm';
import { sendOneTime } from './sendOneTime';

/** When the rules below were read. */
const date = '2026-10';

const PAGE = '/mp/subscribemsg';

/** One-time subscription messages: the confirm page and the sending. */
export const oneTimeSubscription = {
	routes: [
		...accountRoutes(PERMITS.oneTimeSubscription, [
			{
				method: 'POST',
				path: '/cgi-bin/message/template/subscribe',
				body: 'json',
				perDay: 100_000,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'One message per agreement and scene, repeated agreements do not add up (43101)',
							source: 'official one-time subscription pages',
							date,
						},
						{
							rule: '40003, 40037, title of 15 characters (40062), content of 200',
							source: 'official one-time subscription pages',
							date,
						},
						{ rule: 'Following is not needed', source: 'official one-time subscription pages', date },
						{ rule: '100 000 calls a day', source: 'console listing', date: '2023-11' },
					],
					differs: [
						'A content that is too long answers 45002, an empty one 44004, a wrong scene 40097',
						'Open to test numbers; it is not certain that the platform does that',
					],
				},
				handle({ world, account, json }) {
					sendOneTime(world, account, json);
					return OK;
				},
			},
		]),
		...openRoutes([
			{
				method: 'GET',
				path: PAGE,
				body: 'none',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'scene 0–10000, template of the account, reserved of 128 letters and digits',
							source: 'official one-time subscription pages',
							date,
						},
						{
							rule: 'The host of redirect_url is the business domain',
							source: 'official one-time subscription pages',
							date,
						},
					],
					differs: ['The page asks whose phone it is; without business domains every host is accepted'],
				},
				handle({ world, query }) {
					const confirm = readConfirm(world, query);
					return typeof confirm === 'string' ? refusalPage(confirm) : confirmPage(confirm.account);
				},
			},
			{
				method: 'POST',
				path: PAGE,
				body: 'raw',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Back to redirect_url with openid (when agreed), template_id, action, scene, reserved',
							source: 'official one-time subscription pages',
							date,
						},
					],
					differs: ['The form of the simulator’s own page'],
				},
				handle: answerPage,
			},
		]),
	],
	controls: {
		/** What the account's owner sees and sets in the console. Returns the template id. */
		console: areaControl(
			z
				.object({
					appid: z.string().optional(),
					/** Business domains; null: no check. */
					domains: z.array(z.string()).nullable().optional(),
				})
				.strict(),
			(world, { appid, domains }) => {
				const account = findAccount(world.store, appid);
				if (domains !== undefined) oneTimeData(account).domains = domains;
				return { templateId: templateIdOf(world, account) };
			},
		),
		/** A person opens the link on the phone and decides. Returns the URL that the browser goes to. */
		answer: areaControl(
			z
				.object({
					openid: z.string(),
					url: z.string().url('the link to the confirm page'),
					decision: z.enum(['confirm', 'cancel']),
				})
				.strict(),
			(world, { openid, url, decision }) => {
				const confirm = readConfirm(world, new URL(url).searchParams);
				if (typeof confirm === 'string') throw new ControlError(`url: ${confirm}`);
				return { location: decide(confirm, findFollower(confirm.account, openid).openid, decision) };
			},
		),
	},
	describe(account) {
		const { templateId, domains, agreed } = oneTimeData(account);
		return { templateId, domains, agreed: [...agreed.keys()] };
	},
} satisfies Area;

function answerPage({ world, query, raw }: OpenCall) {
	const confirm = readConfirm(world, query);
	if (typeof confirm === 'string') return refusalPage(confirm);
	const fields = new URLSearchParams(raw.toString('utf8'));
	const follower = confirm.account.followers.get(fields.get('openid') ?? '');
	if (!follower) return refusalPage('the simulator does not know this person');
	return goTo(decide(confirm, follower.openid, fields.get('decision') === 'confirm' ? 'confirm' : 'cancel'));
}
