import { createSay } from '../../demo/language.cjs';
import { createNarrator } from '../../demo/Narrator';
import { showInstall } from '../../demo/showInstall';

function start(live: boolean) {
	let text = '';
	let now = 0;
	const say = createSay('en');
	const narrator = createNarrator({ write: (more) => (text += more), now: () => now, say, live });
	return { narrator, say, read: () => text, pass: (ms: number) => (now += ms) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what takes a while is written anew every second on a terminal, and gone when it is done', () => {
	const { narrator, read, pass } = start(true);
	narrator.working('building');
	pass(1_000);
	jest.advanceTimersByTime(1_000);
	narrator.tell('hostUp', { url: 'http://x' });
	jest.advanceTimersByTime(60_000);
	const clear = '\r\u001B[K';
	expect(read()).toBe(
		`${clear}     0.0 s  building the package …${clear}     1.0 s  building the package …${clear}     1.0 s  n8n is up at http://x\n`,
	);
});

test('in a file it is a line every ten seconds', () => {
	const { narrator, read, pass } = start(false);
	narrator.working('building');
	pass(10_000);
	jest.advanceTimersByTime(10_000);
	narrator.done();
	jest.advanceTimersByTime(60_000);
	expect(read()).toBe('     0.0 s  building the package …\n    10.0 s  building the package …\n');
});

test('an installation tells steps and bytes, and one that is there says so', () => {
	const { narrator, say, read } = start(false);
	const show = showInstall(narrator, say);
	show({ kind: 'present', n8n: '2.0.0', dir: '/cache' });
	const step = { kind: 'step', number: 1, count: 3, name: 'packages', title: 'x', seconds: 5 } as const;
	show({ ...step, state: 'begun' });
	show({ ...step, state: 'running', bytes: 1_420_000_000 });
	show({ ...step, state: 'doneBefore' });
	narrator.done();
	expect(read().split('\n')).toEqual([
		'     0.0 s  n8n 2.0.0 is already installed: /cache',
		'     0.0 s  1 of 3: downloading n8n and its packages …',
		'     0.0 s  1 of 3: downloading n8n and its packages, 1.42 GB so far …',
		'     0.0 s  1 of 3: downloading n8n and its packages, done already',
		'',
	]);
});
