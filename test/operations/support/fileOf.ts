import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Operation } from '../../../nodes/Wechat/operation';

const ROOT = path.join(__dirname, '../../..');
const RESOURCES = 'nodes/Wechat/resources';

/** Text files of one folder, by their path in the repository. */
export interface SourceText {
	file: string;
	text: string;
}

/**
 * @param folder path in the repository, read with everything below it
 * @returns its TypeScript files
 */
export function sourceTexts(folder: string): SourceText[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
		.sort()
		.map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

const FILES = new Map(
	sourceTexts(RESOURCES).flatMap(({ file, text }) => {
		const value = /\boption: \{[^}]*?\bvalue: '(\w+)'/.exec(text)?.[1];
		return value === undefined ? [] : [[`${path.posix.dirname(file)} ${value}`, file] as const];
	}),
);

/** The file that defines an operation, by its path in the repository; the list of its resource if there is none. */
export function fileOf({ resource, option }: Operation): string {
	const folder = `${RESOURCES}/${resource}`;
	return FILES.get(`${folder} ${option.value}`) ?? `${folder}/index.ts`;
}
