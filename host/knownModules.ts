import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Files in which n8n lists its modules, newest location first. */
const LISTS = ['@n8n/backend-common/dist/modules/modules.config.js', 'n8n/dist/modules/modules.config.js'];

/**
 * The names of the modules that an installed n8n has.
 *
 * @param dir folder of the installation
 * @returns an empty array for an n8n without such a list
 */
export function knownModules(dir: string): string[] {
	const file = LISTS.map((list) => path.join(dir, 'node_modules', list)).find((list) => existsSync(list));
	if (file === undefined) return [];
	return [...readFileSync(file, 'utf8').matchAll(/['"]([a-z0-9-]+)['"]/g)].map(([, name = '']) => name);
}
