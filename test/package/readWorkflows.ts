import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FOLDER = path.resolve(__dirname, '../../.github/workflows');

export interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

export interface Job {
	needs?: string | string[];
	environment?: string;
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
	steps: Step[];
}

export interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

/** Every workflow of the repository, by file name. A fresh copy on each call, so that a test may change it. */
export function readWorkflows(): Record<string, Workflow> {
	const files = readdirSync(FOLDER);
	return Object.fromEntries(
		files.map((file) => [file, parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Workflow]),
	);
}

/** The step of that name, or the one that runs exactly this. */
export function findStep(job: Job | undefined, what: string): Step {
	const step = job?.steps.find(({ name, run }) => name === what || run === what);
	if (!step) throw new Error(`The workflow has no step "${what}": name it so, or change the test with it.`);
	return step;
}
