import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../../../nodes/Wechat/runner/Operation';
import type { FoundOperation } from './registryRules';

const FOLDER = join(__dirname, '../../../nodes/Wechat/operations');

/** Loads every file under `operations/` that defines one; lists named `index.ts` define none. */
export async function findOperations(): Promise<FoundOperation[]> {
	const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const files = folders.flatMap(({ name: folder }) =>
		readdirSync(join(FOLDER, folder))
			.filter((name) => name.endsWith('.ts') && name !== 'index.ts')
			.map((name) => ({ folder, file: `${folder}/${name}` })),
	);
	const found = await Promise.all(
		files.map(async ({ folder, file }) => {
			const exported = (await import(join(FOLDER, file))) as Record<string, unknown>;
			const operations = Object.values(exported).filter(isOperation);
			if (operations.length !== 1)
				throw new Error(`${file} defines ${operations.length} operations instead of one`);
			return operations.map((operation) => ({ folder, file, operation }));
		}),
	);
	return found.flat();
}

function isOperation(value: unknown): value is Operation {
	return (
		typeof value === 'object' &&
		value !== null &&
		'resource' in value &&
		'option' in value &&
		'sample' in value
	);
}
