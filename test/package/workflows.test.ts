import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findStep, type Job, readWorkflows, type Workflow } from './readWorkflows';

const read = (file: string) => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
	scripts: Record<string, string>;
};

/** Commands that run code of the dependencies, or code that a checkout brings along. */
const FOREIGN_CODE = /\b(npm (?!publish\b)|npx|yarn|pnpm|corepack|tsx|jest|gulp|eslint)\b|\bnode (?!-p )/;

function missing(what: string): never {
	throw new Error(`.github/workflows: ${what} is missing`);
}

const mayWrite = ({ permissions = {} }: Pick<Job, 'permissions'>) =>
	Object.entries(permissions).filter(([, access]) => access !== 'read' && access !== 'none');

/** What is wrong with the steps of any job. */
function* faultsOfSteps(place: string, { steps }: Job): Generator<string> {
	for (const { uses, run = '', with: inputs } of steps) {
		if (uses !== undefined && !/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses))
			yield `${place}: ${uses} is not pinned by its 40-digit commit hash`;
		if (uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false)
			yield `${place}: the checkout leaves the repository's token on the disk`;
		if (run.includes('${{')) yield `${place}: a value is pasted into the script; pass it through env`;
		for (const [, script = ''] of run.matchAll(/npm run ([\w:]+)/g))
			if (!(script in manifest.scripts)) yield `${place}: package.json has no script ${script}`;
	}
}

/** What is wrong with a job that may mint a release. */
function* faultsOfPublisher(
	place: string,
	{ needs, environment, permissions, steps }: Job,
): Generator<string> {
	if (needs === undefined) yield `${place}: publishes what no other job has tested`;
	if (environment !== 'npm') yield `${place}: publishes without the protected environment npm`;
	if (JSON.stringify(permissions) !== '{"id-token":"write"}')
		yield `${place}: has other rights than id-token`;
	for (const { uses = '', run = '' } of steps) {
		if (uses !== '' && !/^actions\/(setup-node|download-artifact)@/.test(uses))
			yield `${place}: uses ${uses.split('@')[0]}`;
		if (FOREIGN_CODE.test(run)) yield `${place}: runs ${run.split('\n')[0]}`;
	}
}

/** Everything that is wrong with a set of workflows, one line each. */
function* faultsOf(workflows: Record<string, Workflow>): Generator<string> {
	for (const [file, { on, permissions, jobs }] of Object.entries(workflows)) {
		if (JSON.stringify(permissions) !== '{"contents":"read"}')
			yield `${file}: the permissions of all jobs are not contents: read`;
		if ('pull_request_target' in on) yield `${file}: gives the rights of main to pull requests of strangers`;
		for (const [name, job] of Object.entries(jobs)) {
			const place = `${file} ${name}`;
			if (job['timeout-minutes'] === undefined) yield `${place}: has no timeout-minutes`;
			yield* faultsOfSteps(place, job);
			if (mayWrite(job).length > 0) yield* faultsOfPublisher(place, job);
		}
	}
}

it('the workflows of this repository have no fault, and one job publishes', () => {
	const workflows = readWorkflows();
	expect([...faultsOf(workflows)]).toEqual([]);
	const writers = Object.entries(workflows).flatMap(([file, { jobs }]) =>
		Object.entries(jobs).flatMap(([name, job]) => mayWrite(job).map(([right]) => [file, name, right])),
	);
	expect(writers).toEqual([['publish.yml', 'publish', 'id-token']]);
});

it('every action has the same hash wherever it is used', () => {
	const pins = new Set(
		Object.values(readWorkflows()).flatMap(({ jobs }) =>
			Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])),
		),
	);
	const actions = [...pins].map((pin) => pin.split('@')[0]);
	expect(actions).toEqual([...new Set(actions)]);
	expect(actions).toContain('actions/checkout');
});

it('a release: only tags start it; the commit and the version are looked at before any dependency is installed', () => {
	const { on, jobs } = readWorkflows()['publish.yml'] ?? missing('publish.yml');
	expect(on).toEqual({ push: { tags: ['*.*.*'] } });
	const runs = (jobs.pack?.steps ?? []).flatMap(({ run }) => run ?? []);
	expect(runs[0]).toBe('git merge-base --is-ancestor HEAD origin/main');
	expect(runs[1]).toContain('GITHUB_REF_NAME');
	expect(runs.slice(2, 5)).toEqual(['npm ci', 'npm test', 'npm run scan']);
	expect(jobs.pack?.permissions).toBeUndefined();
	expect(jobs.publish?.needs).toBe('pack');
});

it('quick tests run on every Node that the package promises, end-to-end and queue tests apart', () => {
	const { jobs } = readWorkflows()['ci.yml'] ?? missing('ci.yml');
	expect(jobs.quick).toMatchObject({ strategy: { matrix: { node: [20, 22, 24] } } });
	expect(findStep(jobs.quick, 'npm test')).toBeDefined();
	expect(findStep(jobs.e2e, 'npm run test:e2e')).toBeDefined();
	expect(findStep(jobs.queue, 'npm run test:queue')).toBeDefined();
});

it('the jobs of CI run together what .ci/run runs in one go, and nothing else', () => {
	const { jobs } = readWorkflows()['ci.yml'] ?? missing('ci.yml');
	const inJobs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
	const inOneGo = read('.ci/run').match(/^(npm|bash) .+$/gm) ?? [];
	expect([...new Set(inJobs)].sort()).toEqual([...inOneGo].sort());
	expect(inOneGo).toContain('npm test');
});

/** One change for each rule, and the fault that it makes. */
const BROKEN: Array<[fault: string, change: (workflows: Record<'ci' | 'publish', Workflow>) => void]> = [
	['not pinned', ({ ci }) => job(ci, 'e2e').steps.push({ uses: 'actions/cache@v4' })],
	[
		'not pinned',
		({ publish }) => job(publish, 'pack').steps.push({ uses: `actions/cache@${'a'.repeat(39)}` }),
	],
	['token on the disk', ({ ci }) => delete job(ci, 'queue').steps[0]?.with],
	['pasted', ({ ci }) => job(ci, 'quick').steps.push({ run: 'echo ${{ github.head_ref }}' })],
	['no script test:nothing', ({ ci }) => job(ci, 'e2e').steps.push({ run: 'npm run test:nothing' })],
	['no timeout', ({ ci }) => delete job(ci, 'package')['timeout-minutes']],
	['permissions of all jobs', ({ ci }) => (ci.permissions = { contents: 'write' })],
	[
		'permissions of all jobs',
		({ publish }) => (publish.permissions = { contents: 'read', 'id-token': 'write' }),
	],
	['permissions of all jobs', ({ ci }) => delete ci.permissions],
	['rights of main', ({ ci }) => (ci.on.pull_request_target = null)],
	['without the protected environment', ({ publish }) => delete job(publish, 'publish').environment],
	['without the protected environment', ({ ci }) => (job(ci, 'e2e').permissions = { 'id-token': 'write' })],
	['no other job has tested', ({ publish }) => delete job(publish, 'publish').needs],
	['other rights', ({ publish }) => (job(publish, 'publish').permissions = { contents: 'write' })],
	['runs npm ci', ({ publish }) => job(publish, 'publish').steps.unshift({ run: 'npm ci' })],
	['runs npm test', ({ publish }) => job(publish, 'publish').steps.unshift({ run: 'npm test' })],
	[
		'runs node scripts',
		({ publish }) => job(publish, 'publish').steps.unshift({ run: 'node scripts/scan.mjs' }),
	],
	['uses actions/checkout', ({ publish }) => job(publish, 'publish').steps.unshift(checkoutOf(publish))],
];

const job = (workflow: Workflow, name: string): Job => workflow.jobs[name] ?? missing(`job ${name}`);
const checkoutOf = (workflow: Workflow) => job(workflow, 'pack').steps[0] ?? missing('the checkout');

it.each(BROKEN)('a workflow with the fault "%s" is refused', (fault, change) => {
	const { 'ci.yml': ci = missing('ci.yml'), 'publish.yml': publish = missing('publish.yml') } =
		readWorkflows();
	change({ ci, publish });
	expect([...faultsOf({ 'ci.yml': ci, 'publish.yml': publish })].join('\n')).toContain(fault);
});
