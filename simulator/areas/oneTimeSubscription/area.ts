import { z } from 'zod';
import { ControlError } from '../../ControlError';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area, OpenCall } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { coverage } from './coverage';
import { oneTimeData, templateIdOf } from './oneTimeData';
import { confirmPage, goTo, refusalPage } from './pages';
import { decide, readConfirm } from './readConfirm';
import { sendOneTime } from './sendOneTime';

const PAGE = '/mp/subscribemsg';

/** One-time subscription messages: the confirm page and the sending. */
export const oneTimeSubscription = {
	coverage,
	routes: [
		...accountRoutes(PERMITS.oneTimeSubscription, [
			{
				method: 'POST',
				path: '/cgi-bin/message/template/subscribe',
				body: 'json',
				perDay: 100_000,
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
				handle({ world, query }) {
					const confirm = readConfirm(world, query);
					return typeof confirm === 'string' ? refusalPage(confirm) : confirmPage(confirm.account);
				},
			},
			{ method: 'POST', path: PAGE, body: 'raw', handle: answerPage },
		]),
	],
	controls: {
		/** What the account's owner sees and sets in the console. Answers with the template id. */
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
		/** A person opens the link on the phone and decides. Answers with the address that the browser goes to. */
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
