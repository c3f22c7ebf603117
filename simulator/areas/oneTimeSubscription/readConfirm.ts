import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { oneTimeData, templateIdOf } from './oneTimeData';

const MAX_SCENE = 10_000;

/** A valid link to the confirm page. */
export interface Confirm {
	account: Account;
	scene: string;
	templateId: string;
	redirectUrl: URL;
	reserved: string;
}

/**
 * Reads the link `…/mp/subscribemsg?action=get_confirm&…`.
 *
 * @returns the reason instead when the platform would show an error page
 */
export function readConfirm(world: World, query: URLSearchParams): Confirm | string {
	const account = world.store.accounts.get(query.get('appid') ?? '');
	if (query.get('action') !== 'get_confirm') return 'action must be get_confirm';
	if (!account) return 'appid is not known';
	const scene = query.get('scene') ?? '';
	if (!isScene(scene)) return `scene must be a whole number from 0 to ${MAX_SCENE}`;
	const templateId = query.get('template_id') ?? '';
	if (templateId !== templateIdOf(world, account)) return 'template_id is not that of the account';
	const reserved = query.get('reserved') ?? '';
	if (!/^[A-Za-z0-9]{0,128}$/.test(reserved)) return 'reserved must be up to 128 letters and digits';
	const redirectUrl = readUrl(query.get('redirect_url') ?? '');
	if (!redirectUrl) return 'redirect_url must be an http or https URL';
	const { domains } = oneTimeData(account);
	if (domains && !domains.includes(redirectUrl.hostname))
		return 'redirect_url has another host than the business domain';
	return { account, scene, templateId, redirectUrl, reserved };
}

/** Whether a text is a valid scene of one-time subscriptions. */
export function isScene(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) <= MAX_SCENE;
}

/**
 * Carries out a person's decision on the confirm page.
 *
 * @returns where the browser goes; the openid is only included when the person agreed
 */
export function decide(confirm: Confirm, openid: string, action: 'confirm' | 'cancel'): string {
	const { account, scene, templateId, redirectUrl, reserved } = confirm;
	if (action === 'confirm') oneTimeData(account).agreed.set(`${openid} ${scene}`, true);
	const target = new URL(redirectUrl);
	if (action === 'confirm') target.searchParams.set('openid', openid);
	target.searchParams.set('template_id', templateId);
	target.searchParams.set('action', action);
	target.searchParams.set('scene', scene);
	if (reserved !== '') target.searchParams.set('reserved', reserved);
	return target.href;
}

function readUrl(text: string): URL | null {
	return URL.canParse(text) && /^https?:/.test(text) ? new URL(text) : null;
}
