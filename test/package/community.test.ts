import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { referencePages } from '../../scripts/reference/pages';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const FORMS = '.github/ISSUE_TEMPLATE';

interface Field {
	type: string;
	id?: string;
	attributes: { label?: string; value?: string; options?: unknown[] };
}

describe.each(['bug.yml', 'feature.yml'])('the issue form %s', (file) => {
	const form = parse(read(`${FORMS}/${file}`)) as { name: string; description: string; body: Field[] };
	const fields = form.body.filter(({ type }) => type !== 'markdown');

	it('has what GitHub needs to show it', () => {
		expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
		expect(
			fields.filter(({ type }) => !['checkboxes', 'dropdown', 'input', 'textarea'].includes(type)),
		).toEqual([]);
		expect(fields.filter(({ attributes }) => !attributes.label)).toEqual([]);
		expect(
			fields.filter(({ type, attributes }) => type === 'dropdown' && !attributes.options?.length),
		).toEqual([]);
		const ids = fields.map(({ id }) => id);
		expect(ids).toEqual([...new Set(ids.filter((id) => /^[a-z][\w-]*$/.test(id ?? '')))]);
	});
});

it('the bug form asks for both versions and for how n8n runs', () => {
	const { body } = parse(read(`${FORMS}/bug.yml`)) as { body: Field[] };
	expect(body.map(({ id }) => id)).toEqual(expect.arrayContaining(['package', 'n8n', 'processes']));
});

it('the choice of forms leads reports of vulnerabilities away from public issues', () => {
	const config = parse(read(`${FORMS}/config.yml`)) as { contact_links: Array<{ url: string }> };
	expect(config).toMatchObject({ blank_issues_enabled: false });
	expect(config.contact_links.map(({ url }) => url)).toContainEqual(
		expect.stringMatching(/\/security\/policy$/),
	);
});

it('.gitattributes marks every generated file', () => {
	const locks = ['.', 'host', 'simulator'].map((folder) => path.posix.join(folder, 'package-lock.json'));
	const lines = read('.gitattributes').split('\n');
	const generated = [...Object.keys(referencePages()), 'docs/simulator.md', ...locks];
	const missing = generated
		.map((file) => `${file} linguist-generated`)
		.filter((line) => !lines.includes(line));
	expect(missing.map((line) => `.gitattributes: add the line "${line}"`)).toEqual([]);
});

it('.nvmrc and the engines of package.json name the same Node', () => {
	const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
	expect(engines.node).toMatch(new RegExp(`^>=${read('.nvmrc').trim()}\\.\\d+$`));
});
