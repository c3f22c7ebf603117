import { readSizes } from '../../storm/sizes';

test('the usual storm kills each kind of process five times, the small one once', () => {
	expect(readSizes([])).toMatchObject({ seed: 'storm', kills: 5 });
	expect(readSizes(['--small', '--json'])).toMatchObject({ pushes: 200, sends: 200, kills: 1 });
});

test('every size, the seed and the folder can be told', () => {
	const words = [
		'--small',
		'--seed',
		'two',
		'--pushes',
		'7',
		'--sends',
		'0',
		'--kills',
		'2',
		'--seconds',
		'9',
		'--keep',
		'x',
	];
	expect(readSizes(words)).toEqual({ seed: 'two', pushes: 7, sends: 0, kills: 2, seconds: 9, keep: 'x' });
});

test.each([['--pushes', 'many'], ['--pushes'], ['--sends', '-1'], ['--forever', '1']])(
	'%s %s is refused, with what there is',
	(...words) => {
		expect(() => readSizes(words)).toThrow(`${words[0]} `);
		expect(() => readSizes(words)).toThrow('--small, --seed');
	},
);
