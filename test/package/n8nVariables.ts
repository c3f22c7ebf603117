import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MODULES = path.resolve(__dirname, '../../node_modules');

/** Read by the operating system, by n8n's module of community packages, and by n8n before 2.30. */
const ELSEWHERE = ['TZ', 'N8N_UNVERIFIED_PACKAGES_ENABLED', 'N8N_REINSTALL_MISSING_PACKAGES', 'WEBHOOK_URL'];

/** The environment variables that the installed n8n reads: every name in capitals of its configuration. */
export function variablesOfN8n(): ReadonlySet<string> {
	const sources = ['@n8n/config/dist', 'n8n-core/dist/binary-data'].flatMap((dir) =>
		readdirSync(path.join(MODULES, dir), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.js'))
			.map((name) => readFileSync(path.join(MODULES, dir, name), 'utf8')),
	);
	return new Set([...(sources.join('\n').match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []), ...ELSEWHERE]);
}
