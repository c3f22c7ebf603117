import { ApiError } from '../../errors/ApiError';
import { showOnPhone } from '../../phone/chat';
import { eventContent } from '../../push/buildContent';
import type { Account } from '../../state/Account';
import { addToRing } from '../../state/ring';
import type { World } from '../../World';
import { isRecord } from '../../isRecord';
import { checkMiniprogram } from '../linkedMiniprogram';
import { filterText } from '../templates/filterText';
import { checkValue } from '../templates/readSendBody';
import { templatePlaces } from '../templates/renderCard';
import { findKnown } from '../users/findKnown';
import { subscriptionData, type Consent, type PrivateTemplate, type SentNotice } from './subscriptionData';

/** Templates of this type need a consent for every notice; a consent for the other type is valid until it is withdrawn. */
const ONE_TIME = 2;

type Fields = Readonly<Record<string, unknown>>;

/**
 * `message/subscribe/bizsend`: uses up one consent, shows the notice on the phone and informs the account's server
 * (subscribe_msg_sent_event). The answer has no id; the event does.
 *
 * @throws ApiError 40003, 40037, 41030 page, 40013, 40165, 40166 mini program, 43101 no consent left, 47001, 47003 values
 */
export function sendNotice(world: World, account: Account, json: Fields): void {
	const { openid } = findKnown(account, json.touser);
	const template = findTemplate(account, json.template_id);
	const page = readPage(json.page);
	const miniprogram = readMiniprogram(account, json.miniprogram);
	const consent = findConsent(account, openid, template);
	const lines = readLines(template, json.data);
	if (template.type === ONE_TIME) consent.left -= 1;
	const notice: SentNotice = {
		msgid: world.ids.outgoingMessageId(),
		atMs: world.clock.now(),
		openid,
		templateId: template.priTmplId,
		title: template.title,
		lines,
		page,
		miniprogram,
	};
	addToRing(subscriptionData(account).sent, notice);
	const content = { title: notice.title, lines, url: page, miniprogram };
	showOnPhone(world, account, openid, { from: 'account', kind: 'subscription', content });
	const entry = {
		TemplateId: notice.templateId,
		MsgID: notice.msgid,
		ErrorCode: 0,
		ErrorStatus: 'success',
	};
	const fields = { SubscribeMsgSentEvent: { List: [entry] } };
	world.pushes.post(account, eventContent(world, account, openid, 'subscribe_msg_sent_event', fields));
}

/** A person's consent for a template; a new record when there was none. */
export function consentOf(account: Account, openid: string, templateId: string): Consent {
	const { consents } = subscriptionData(account);
	const key = `${openid} ${templateId}`;
	let consent = consents.get(key);
	if (!consent) consents.set(key, (consent = { left: 0, always: false }));
	return consent;
}

/** @throws ApiError 40037 when the account has no such template */
function findTemplate(account: Account, templateId: unknown): PrivateTemplate {
	const template =
		typeof templateId === 'string' ? subscriptionData(account).templates.get(templateId) : undefined;
	if (!template) throw new ApiError(40037);
	return template;
}

/** Consent is checked before the values: without a consent, the call is refused for that reason, whatever the notice contains. */
function findConsent(account: Account, openid: string, { priTmplId, type }: PrivateTemplate): Consent {
	const consent = consentOf(account, openid, priTmplId);
	if (type === ONE_TIME ? consent.left < 1 : !consent.always) throw new ApiError(43101);
	return consent;
}

function readPage(page: unknown): string | null {
	if (page === undefined || page === null || page === '') return null;
	if (typeof page !== 'string' || !/^https?:\/\//.test(page)) throw new ApiError(41030);
	return page;
}

function readMiniprogram(account: Account, value: unknown): SentNotice['miniprogram'] {
	if (value === undefined || value === null) return null;
	if (!isRecord(value)) throw new ApiError(47001);
	const { appid, pagepath } = value;
	if (!appid && !pagepath) return null;
	return checkMiniprogram(account, appid, pagepath);
}

function readLines(template: PrivateTemplate, data: unknown): SentNotice['lines'] {
	if (!isRecord(data)) throw new ApiError(47001);
	return templatePlaces(template.content).map(({ key, label }) => {
		const entry = Object.hasOwn(data, key) ? data[key] : undefined;
		const given = isRecord(entry) ? entry.value : undefined;
		const value = typeof given === 'string' ? filterText(given, true) : '';
		checkValue(key, value);
		return { key, label, value };
	});
}
