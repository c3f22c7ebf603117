import { createReloader } from '../../demo/reloader';

/** A reloader over a build and an n8n of the test's own. */
function createTestReloader() {
	const events: string[] = [];
	const lines: string[] = [];
	/** Ends of builds that are under way. */
	const builds: Array<{ succeed(): void; fail(message: string): void }> = [];
	let count = 0;
	let startProblem: Error | undefined;
	const process = (name: string) => ({
		stop: async () => {
			events.push(`stop ${name}`);
		},
	});
	const reloader = createReloader<string>(
		{
			build: () =>
				new Promise((resolve, reject) => {
					const name = `build ${++count}`;
					events.push(name);
					builds.push({ succeed: () => resolve(name), fail: (text) => reject(new Error(text)) });
				}),
			async start(built) {
				if (startProblem) throw startProblem;
				events.push(`start ${built}`);
				return process(built);
			},
			log: (line) => lines.push(line),
		},
		process('first'),
	);
	return {
		reloader,
		events,
		lines,
		build: (number: number) => builds[number - 1] as (typeof builds)[number],
		refuseStart: (error: Error | undefined) => (startProblem = error),
		/** Lets everything run that waits for nothing. */
		turn: () => new Promise((resolve) => setImmediate(resolve)),
	};
}

test('a change builds, then stops n8n, then starts it with what was built', async () => {
	const { reloader, events, build } = createTestReloader();
	reloader.changed();
	expect(events).toEqual(['build 1']);
	build(1).succeed();
	await reloader.settled();
	expect(events).toEqual(['build 1', 'stop first', 'start build 1']);
});

test('changes during a build make one build more, and only that one is started', async () => {
	const { reloader, events, build, turn } = createTestReloader();
	reloader.changed();
	reloader.changed();
	reloader.changed();
	build(1).succeed();
	await turn();
	build(2).succeed();
	await reloader.settled();
	expect(events).toEqual(['build 1', 'build 2', 'stop first', 'start build 2']);
});

test('a package that does not compile leaves n8n running, and the next change tries again', async () => {
	const { reloader, events, lines, build } = createTestReloader();
	reloader.changed();
	build(1).fail('nodes/a.ts(1,1): error TS2304');
	await reloader.settled();
	expect(events).toEqual(['build 1']);
	expect(lines.at(-1)).toBe('nodes/a.ts(1,1): error TS2304\nn8n still runs what was built before.');
	reloader.changed();
	build(2).succeed();
	await reloader.settled();
	expect(events.slice(1)).toEqual(['build 2', 'stop first', 'start build 2']);
});

test('an n8n that does not start is reported, and the next change starts one without stopping another', async () => {
	const { reloader, events, lines, build, refuseStart } = createTestReloader();
	refuseStart(new Error('port taken'));
	reloader.changed();
	build(1).succeed();
	await reloader.settled();
	expect(lines.at(-1)).toContain('port taken');
	refuseStart(undefined);
	reloader.changed();
	build(2).succeed();
	await reloader.settled();
	expect(events).toEqual(['build 1', 'stop first', 'build 2', 'start build 2']);
});

test('closing during a build starts nothing any more and stops what runs', async () => {
	const { reloader, events, build } = createTestReloader();
	reloader.changed();
	const closed = reloader.close();
	build(1).succeed();
	await closed;
	reloader.changed();
	expect(events).toEqual(['build 1', 'stop first']);
});
