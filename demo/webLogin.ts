import { outputOf, type StoredWorkflow } from '../host/rest';
import { countDelivered } from './countDelivered';
import type { Narrator } from './Narrator';
import { PhoneBrowser, type PhonePage } from './PhoneBrowser';
import type { Stage } from './setStage';
import { PATIENCE, succeed } from './succeed';

/** A workflow that a link starts. */
export interface LoginWorkflow {
	workflow: StoredWorkflow;
	/** The trigger's production address. */
	link: string;
	/** Id of the Data Table that it fills. */
	table: string;
}

/**
 * Somebody opens the login link on the phone, consents, and becomes a row and a template message.
 *
 * @param stage where
 * @param login the example `login-page`
 * @param openid who
 * @throws when a step does not go as it should
 */
export async function logInWithConsent(
	stage: Stage,
	{ workflow, link, table }: LoginWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const before = await countDelivered(stage);
	const phone = new PhoneBrowser();
	const start = await phone.open(`${link}?source=poster`);
	narrator.tell(`GET ${link} → ${start.status} to the authorize page, the login in a cookie`);
	const consent = await phone.open(onward(start));
	narrator.tell(`the authorize page asks for nickname and avatar → ${consent.status}`);
	const agreed = await phone.press(consent, 'decision', 'allow');
	const callback = onward(agreed);
	const success = await phone.open(callback);
	narrator.tell(`the person agrees, the callback brings a code → ${success.status} “${titleOf(success)}”`);
	if (success.status !== 200) throw new Error(`The login ended with “${titleOf(success)}”`);

	const [ended] = await stage.host.api.executions.waitForEnded(workflow.id, 1, PATIENCE);
	const [sent] = outputOf(succeed(ended), 'Send Notice');
	const [row, ...others] = await stage.host.api.dataTables.rows(table);
	if (row?.openid !== openid || others.length > 0) throw new Error('The member is not in the table, once');
	narrator.tell(`“${String(row.nickname)}” is in the Data Table “members”`);
	await stage.simulator.control.settled();
	const reached = (await countDelivered(stage)) - before;
	if (reached !== 1) throw new Error(`${reached} messages reached the phone instead of one`);
	narrator.tell(`template message accepted as msgid ${String(sent?.msgid)}, and on the phone`);

	const again = await phone.open(callback);
	const logins = await stage.host.api.executions.list(workflow.id);
	if (logins.length !== 1) throw new Error(`One login started the workflow ${logins.length} times`);
	narrator.tell(`the same callback once more → ${again.status} “${titleOf(again)}”, no second login`);
}

/**
 * A mini program hands over a phone number: a bad one is refused before WeChat hears of it, a good one becomes a row.
 *
 * @param stage where
 * @param login the example `phone-handover`
 * @param openid who
 * @throws when a step does not go as it should
 */
export async function handOverPhone(
	stage: Stage,
	{ workflow, link, table }: LoginWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const phone = new PhoneBrowser();
	const refused = await phone.open(`${link}?phone=12345`);
	if (refused.status !== 400 || refused.location !== undefined) {
		throw new Error(`A link with a bad phone number was answered with ${refused.status}`);
	}
	narrator.tell(`a mini program's link with the phone number 12345 → 400 “${titleOf(refused)}”`);
	const number = '13800138000';
	const start = await phone.open(`${link}?phone=${number}`);
	const silent = await phone.open(onward(start));
	const success = await phone.open(onward(silent));
	narrator.tell(`with ${number} → ${success.status} “${titleOf(success)}”, without a question`);
	succeed((await stage.host.api.executions.waitForEnded(workflow.id, 1, PATIENCE))[0]);
	const [row, ...others] = await stage.host.api.dataTables.rows(table);
	if (row?.openid !== openid || row.phone !== number || others.length > 0) {
		throw new Error('The phone number is not in the table, once');
	}
	narrator.tell('OpenID and phone number are in the Data Table “phones”');
}

function onward({ location, status, url, html }: PhonePage): string {
	if (location !== undefined) return new URL(location, url).href;
	throw new Error(`${url} answered ${status} “${titleOf({ html })}” instead of sending the browser on`);
}

function titleOf({ html }: Pick<PhonePage, 'html'>): string {
	return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
}
