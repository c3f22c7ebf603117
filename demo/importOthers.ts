import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openAccount } from './openAccount';
import { withKnownCredentials } from './personalize';
import { readExample, type Testbed } from './startTestbed';

/** Creates what the things to try need beyond the story: an account that answers frequent questions. */
export async function openFaq(testbed: Testbed): Promise<void> {
	await openAccount(testbed, {
		kind: 'test-number',
		example: 'faq',
		credential: 'WeChat Official Account (test account)',
		nickname: '小芳',
	});
}

/**
 * Imports the examples that are not in n8n yet, so that they can be looked at; none of them is published.
 *
 * @returns how many
 */
export async function importOthers({ host, credentialIds }: Testbed): Promise<number> {
	const files = await readdir(path.join(path.dirname(__dirname), 'examples'));
	const present = new Set((await host.api.workflows.list()).map(({ name }) => name));
	let count = 0;
	for (const file of files.filter((name) => name.endsWith('.json'))) {
		const example = await readExample(file.replace(/\.json$/, ''));
		if (present.has(example.name)) continue;
		await host.api.workflows.create(withKnownCredentials(example, Object.keys(credentialIds)), credentialIds);
		count += 1;
	}
	return count;
}
