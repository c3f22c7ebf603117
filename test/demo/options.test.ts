import { createSay } from '../../demo/language.cjs';
import { readOptions } from '../../demo/options';

const say = createSay('en');
const read = (...args: string[]) => readOptions(args, say);

test('without flags the demo stays up, keeps nothing and takes free ports', () => {
	expect(read()).toEqual({
		once: false,
		keep: false,
		port: undefined,
		lang: undefined,
		verbose: false,
		help: false,
	});
});

test('every flag is read', () => {
	expect(read('--once', '--port', '18100', '--lang=zh', '--verbose', '-h')).toEqual({
		once: true,
		keep: false,
		port: 18100,
		lang: 'zh',
		verbose: true,
		help: true,
	});
	expect(read('--keep', '--port=65531')).toMatchObject({ keep: true, port: 65_531 });
});

test.each([['--never'], ['-x'], ['once'], ['--no-once']])('%s is refused with the list of flags', (flag) => {
	expect(() => read(flag)).toThrow(
		/^There is no option .+\. The options are --once, --keep, --port N, --lang zh\|en, --verbose, --help\.$/,
	);
});

test.each([['abc'], ['0'], ['-1'], ['1.5'], ['65532'], ['99999999'], ['1e3'], [' 80'], ['']])(
	'--port=%s is refused, or wants a value',
	(value) => {
		expect(() => read(`--port=${value}`)).toThrow(
			value === '' ? '--port needs a value' : `from 1 to 65531, not “${value}”`,
		);
	},
);

test('a flag without its value, or with one that it does not take, is refused', () => {
	expect(() => read('--port')).toThrow('--port needs a value');
	expect(() => read('--once=1')).toThrow('--once takes no value, but “1” was given.');
	expect(() => read('--lang', 'fr')).toThrow('--lang takes zh or en, not “fr”');
});

test('--once and --keep exclude each other', () => {
	expect(() => read('--once', '--keep')).toThrow('use one or the other');
});

test('errors are in the language of the reader', () => {
	expect(() => readOptions(['--never'], createSay('zh'))).toThrow('没有选项 --never。可用的选项：--once');
});
