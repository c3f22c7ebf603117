import { outputOf, type StoredWorkflow } from '../host/rest';
import { countDelivered, expectOneMore } from './countDelivered';
import type { Narrator } from './Narrator';
import { PhoneBrowser, type PhonePage } from './PhoneBrowser';
import type { Testbed } from './startTestbed';
import { STEP_TIMEOUT, succeed } from './succeed';

/** A workflow that a link starts. */
export interface LoginWorkflow {
	workflow: StoredWorkflow;
	/** The trigger's production URL. */
	link: string;
	/** Id of the Data Table that it fills. */
	table: string;
}

/**
 * Somebody opens the login link on the phone, consents, and becomes a row and a template message.
 *
 * @param login the example `login-page`
 * @param openid who
 * @throws when a step does not go as it should
 */
export async function logInWithConsent(
	testbed: Testbed,
	{ workflow, link, table }: LoginWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const before = await countDelivered(testbed);
	const phone = new PhoneBrowser();
	const start = await phone.open(`${link}?source=poster`);
	narrator.tell('loginStarted', { url: link, status: start.status });
	const consent = await phone.open(onward(start));
	narrator.tell('loginConsent', { status: consent.status });
	const agreed = await phone.press(consent, 'decision', 'allow');
	const callback = onward(agreed);
	const success = await phone.open(callback);
	narrator.tell('loginAgreed', { status: success.status, title: titleOf(success) });
	if (success.status !== 200) throw new Error(`The login ended with “${titleOf(success)}”`);

	const [ended] = await testbed.host.api.executions.waitForEnded(workflow.id, 1, STEP_TIMEOUT);
	const [sent] = outputOf(succeed(ended), 'Send Notice');
	const [row, ...others] = await testbed.host.api.dataTables.rows(table);
	if (row?.openid !== openid || others.length > 0) throw new Error('The member is not in the table, once');
	narrator.tell('loginStored', { nickname: String(row.nickname) });
	await expectOneMore(testbed, before);
	narrator.tell('templateArrived', { msgid: String(sent?.msgid) });

	const again = await phone.open(callback);
	const logins = await testbed.host.api.executions.list(workflow.id);
	if (logins.length !== 1) throw new Error(`One login started the workflow ${logins.length} times`);
	narrator.tell('loginAgain', { status: again.status, title: titleOf(again) });
}

/**
 * A mini program hands over a phone number: a bad one is refused before WeChat hears of it, a good one becomes a row.
 *
 * @param login the example `phone-handover`
 * @param openid who
 * @throws when a step does not go as it should
 */
export async function handOverPhone(
	testbed: Testbed,
	{ workflow, link, table }: LoginWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const phone = new PhoneBrowser();
	const refused = await phone.open(`${link}?phone=12345`);
	if (refused.status !== 400 || refused.location !== undefined) {
		throw new Error(`A link with a bad phone number was answered with ${refused.status}`);
	}
	narrator.tell('phoneRefused', { title: titleOf(refused) });
	const number = '13800138000';
	const start = await phone.open(`${link}?phone=${number}`);
	const silent = await phone.open(onward(start));
	const success = await phone.open(onward(silent));
	narrator.tell('phoneTaken', { number, status: success.status, title: titleOf(success) });
	succeed((await testbed.host.api.executions.waitForEnded(workflow.id, 1, STEP_TIMEOUT))[0]);
	const [row, ...others] = await testbed.host.api.dataTables.rows(table);
	if (row?.openid !== openid || row.phone !== number || others.length > 0) {
		throw new Error('The phone number is not in the table, once');
	}
	narrator.tell('phoneStored');
}

function onward({ location, status, url, html }: PhonePage): string {
	if (location !== undefined) return new URL(location, url).href;
	throw new Error(`${url} answered ${status} “${titleOf({ html })}” instead of sending the browser on`);
}

/** What the browser shows above a page. */
export function titleOf({ html }: Pick<PhonePage, 'html'>): string {
	return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
}
