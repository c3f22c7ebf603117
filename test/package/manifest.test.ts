import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

interface Manifest {
	name: string;
	version: string;
	license: string;
	keywords: string[];
	engines: Record<string, string>;
	files: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	peerDependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

/** Scripts that npm runs by itself on the machine of who installs, packs or publishes. */
const LIFECYCLE =
	/^(pre|post)?(install|prepare|pack|publish|uninstall|version|shrinkwrap|dependencies)$|^prepublishOnly$/;

/** Files below a folder whose names end so, as the manifest writes them once they are built. */
function builtFiles(folder: string, ending: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(`${ending}.ts`))
		.map((file) => `dist/${folder}/${file.replace(/ts$/, 'js')}`)
		.sort();
}

const sourceOf = (built: string) => built.replace(/^dist\//, '').replace(/js$/, 'ts');

/** The class that a file is named after, made once. */
async function create<Type>(source: string): Promise<Type> {
	const className = path.basename(source).split('.')[0] ?? '';
	const loaded = (await import(path.join(ROOT, source))) as Record<string, new () => Type>;
	const Class = loaded[className];
	if (!Class) throw new Error(`${source} exports no class ${className}, so n8n cannot load it`);
	return new Class();
}

describe('package.json', () => {
	it('brings no dependency into n8n', () => {
		for (const field of ['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'])
			expect(Object.keys((manifest as unknown as Record<string, object>)[field] ?? {})).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('changes no dependency of others', () => {
		expect(manifest).not.toHaveProperty('overrides');
		expect(manifest).not.toHaveProperty('resolutions');
		expect(manifest).not.toHaveProperty('peerDependenciesMeta');
	});

	it('runs nothing by itself', () => {
		expect(Object.keys(manifest.scripts).filter((script) => LIFECYCLE.test(script))).toEqual([]);
	});

	it('publishes dist alone, under MIT, as a community node package', () => {
		expect(manifest.files).toEqual(['dist']);
		expect(manifest.license).toBe('MIT');
		expect(manifest.name).toMatch(/^n8n-nodes-[a-z-]+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.engines).toEqual({ node: '>=20.19' });
		expect(manifest).not.toHaveProperty('private');
	});

	it('has every library of the bundles as a development dependency', () => {
		const libraries = builtFiles('core/vendor', '').flatMap((file) =>
			[...read(sourceOf(file)).matchAll(/from '((?:@[^/']+\/)?[^'./][^'/]*)/g)].map(([, library]) => library),
		);
		expect(libraries.length).toBeGreaterThan(1);
		const installed = Object.keys(manifest.devDependencies).flatMap((name) => [
			name,
			name.replace('@types/', ''),
		]);
		expect(installed).toEqual(expect.arrayContaining(libraries));
	});

	it('agrees with the lockfile and the changelog about the version', () => {
		const lock = JSON.parse(read('package-lock.json')) as { version: string };
		expect(lock.version).toBe(manifest.version);
		expect(read('CHANGELOG.md')).toContain(`\n## ${manifest.version}`);
	});

	it('names every node and credential that exists, and no other', () => {
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
		expect([...manifest.n8n.nodes].sort()).toEqual(builtFiles('nodes', '.node'));
		expect([...manifest.n8n.credentials].sort()).toEqual(builtFiles('credentials', '.credentials'));
	});
});

/** Both icons exist beside the source or where it points to, are square and load nothing from elsewhere. */
function expectIcons(source: string, icon: unknown) {
	const { light, dark } = icon as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const reference of [light, dark]) {
		expect(reference).toMatch(/^file:.+\.svg$/);
		const svg = read(path.join(path.dirname(source), reference.replace('file:', '')));
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
		expect([reference, width]).toEqual([reference, height ?? 'a viewBox from 0 0']);
		expect(svg).not.toMatch(/<script|<image|<foreignObject|href=|url\(|\bon\w+=/i);
	}
}

it.each(['package-lock.json', 'host/package-lock.json', 'simulator/package-lock.json'])(
	'%s holds an integrity hash of every package, those of other platforms included',
	(file) => {
		const lock = JSON.parse(read(file)) as { packages: Record<string, { integrity?: string }> };
		const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
		expect(packages.length).toBeGreaterThan(0);
		expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
	},
);

describe.each(manifest.n8n.nodes.map(sourceOf))('%s', (source) => {
	it('loads under its file name, with light and dark icons', async () => {
		const { description } = await create<INodeType>(source);
		expect(`${description.name}.node.ts`.toLowerCase()).toBe(path.basename(source).toLowerCase());
		expectIcons(source, description.icon);
	});

	it('has a codex file that carries its name and Chinese search words', async () => {
		const { description } = await create<INodeType>(source);
		const codex = source.replace(/\.ts$/, '.json');
		expect(existsSync(path.join(ROOT, codex))).toBe(true);
		const { node, alias } = JSON.parse(read(codex)) as { node: string; alias: string[] };
		expect(node).toBe(`${manifest.name}.${description.name}`);
		expect(alias).toEqual(expect.arrayContaining(['微信', '公众号', '服务号', 'weixin', 'official account']));
	});
});

it.each(manifest.n8n.credentials.map(sourceOf))(
	'%s: loads under its file name, with light and dark icons',
	async (source) => {
		const credential = await create<ICredentialType>(source);
		expect(`${credential.name}.credentials.ts`.toLowerCase()).toBe(path.basename(source).toLowerCase());
		expectIcons(source, credential.icon);
	},
);

it('LICENSE.md: the MIT license of the maintainers', () => {
	expect(read('LICENSE.md')).toMatch(
		/^# MIT License\n\nCopyright \(c\) \d{4} n8n-nodes-wechat-mp maintainers\n/,
	);
});
