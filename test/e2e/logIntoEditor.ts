import type { Page } from 'playwright-core';
import type { Testbed } from '../../demo/startTestbed';

/** Logs the owner of an n8n into its editor, as a person does. */
export async function logIntoEditor(
	page: Page,
	{ host, owner }: Pick<Testbed, 'host' | 'owner'>,
): Promise<void> {
	await page.goto(`${host.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.includes('signin'));
}
