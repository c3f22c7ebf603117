import { z } from 'zod';
import { showOnPhone } from '../../phone/chat';
import { eventContent } from '../../push/buildContent';
import type { Account } from '../../state/Account';
import { findAccount, findFollower } from '../../state/findAccount';
import { ControlError } from '../../ControlError';
import { areaControl } from '../areaControl';
import { consentOf } from './sendNotice';
import { subscriptionData, type PrivateTemplate } from './subscriptionData';

const person = { appid: z.string().optional(), openid: z.string() };

/** Controls for tests and the phone page. */
export const controls = {
	/** The person answers the prompt that an article or page opened, for one or more templates. */
	answer: areaControl(
		z
			.object({
				...person,
				answers: z
					.array(z.object({ templateId: z.string(), status: z.enum(['accept', 'reject']) }).strict())
					.min(1, 'at least one template'),
				/** 1 a web page, 2 an article. */
				scene: z.union([z.literal(1), z.literal(2)]).default(1),
			})
			.strict(),
		(world, { appid, openid, answers, scene }) => {
			const account = findAccount(world.store, appid);
			findFollower(account, openid);
			for (const { templateId, status } of answers) {
				const { type } = ownTemplate(account, templateId);
				const consent = consentOf(account, openid, templateId);
				if (status === 'reject') Object.assign(consent, { left: 0, always: false });
				else if (type === 2) consent.left += 1;
				else consent.always = true;
			}
			const List = answers.map(({ templateId, status }) => ({
				TemplateId: templateId,
				SubscribeStatusString: status,
				PopupScene: scene,
			}));
			const name = 'subscribe_msg_popup_event';
			const content = eventContent(world, account, openid, name, { SubscribeMsgPopupEvent: { List } });
			showOnPhone(world, account, openid, { from: 'person', kind: content.name, content: content.tree });
			world.pushes.post(account, content);
			return {};
		},
	),
	/** The person switches a template off in the settings. */
	reject: areaControl(z.object({ ...person, templateId: z.string() }).strict(), (world, input) => {
		const { openid, templateId } = input;
		const account = findAccount(world.store, input.appid);
		findFollower(account, openid);
		ownTemplate(account, templateId);
		Object.assign(consentOf(account, openid, templateId), { left: 0, always: false });
		const List = [{ TemplateId: templateId, SubscribeStatusString: 'reject' }];
		const fields = { SubscribeMsgChangeEvent: { List } };
		world.pushes.post(account, eventContent(world, account, openid, 'subscribe_msg_change_event', fields));
		return {};
	}),
};

function ownTemplate(account: Account, templateId: string): PrivateTemplate {
	const template = subscriptionData(account).templates.get(templateId);
	if (template) return template;
	throw new ControlError(
		`templateId: account ${account.appid} has no subscription template ${templateId}; add one with newtmpl/addtemplate`,
	);
}
