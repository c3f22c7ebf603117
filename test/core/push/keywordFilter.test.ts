import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { type Keyword, keywordFilter } from '../../../core/push/keywordFilter';

const line = (match: Keyword['match'], text: string, ignoreCase = true): Keyword => ({
	match,
	text,
	ignoreCase,
});
const passes = (content: string, ...lines: Keyword[]) => keywordFilter(lines)?.(content);

test('keywordFilter without lines is no filter', () => {
	expect(keywordFilter([])).toBeUndefined();
});

test.each<[Keyword, string, boolean]>([
	[line('equals', '订单'), '订单', true],
	[line('equals', '订单'), ' 订单\n', true],
	[line('equals', ' 订单 '), '订单', true],
	[line('equals', '订单'), '我的订单', false],
	[line('equals', 'Hi'), 'hI', true],
	[line('equals', 'Hi', false), 'hI', false],
	[line('equals', 'ABC 123?'), 'ＡＢＣ　１２３？', true],
	[line('equals', 'ＡＢＣ１'), 'abc1', true],
	[line('equals', 'ＡＢＣ１', false), 'abc1', false],
	[line('equals', 'ABC1', false), '　ＡＢＣ１　', true],
	[line('equals', '退款？'), '退款?', true],
	[line('equals', 'ABC'), 'ＡＢＣ１', false],
	[line('contains', 'vip 1'), '我要ＶＩＰ　１', true],
	[line('contains', '订单'), '我的订单呢', true],
	[line('contains', '订单'), '我的单子', false],
	[line('contains', 'ORDER'), 'my order', true],
	[line('contains', 'ORDER', false), 'my order', false],
	[line('contains', '.*'), 'abc', false],
	[line('regex', '^订单\\s*\\d+$'), '订单 42', true],
	[line('regex', '^订单\\s*\\d+$'), '订单 A', false],
	[line('regex', '^订单$'), ' 订单\n', true],
	[line('regex', '^A$'), 'Ａ', false],
	[line('regex', 'b'), 'abc', true],
	[line('regex', 'B'), 'abc', true],
	[line('regex', 'B', false), 'abc', false],
])('keywordFilter(%j)(%j) is %s', (keyword, content, expected) => {
	expect(passes(content, keyword)).toBe(expected);
});

test('keywordFilter passes a text that matches any line', () => {
	const lines = [line('equals', 'a'), line('equals', 'b')];
	expect(passes('b', ...lines)).toBe(true);
	expect(passes('c', ...lines)).toBe(false);
});

test.each<[Keyword, string]>([
	[line('contains', ''), 'Keyword: is empty'],
	[line('regex', ' '), 'Keyword: is empty'],
	[line('regex', '('), 'Keyword: "(" is not a valid pattern: missing closing )'],
	[line('regex', '(a)\\1'), 'is not a valid pattern'],
	[line('regex', '(?=a)'), 'is not a valid pattern'],
])('keywordFilter(%j) is refused', (keyword, message) => {
	expect(() => keywordFilter([keyword])).toThrow(InvalidInputError);
	expect(() => keywordFilter([keyword])).toThrow(message);
});

test('a pattern that holds up other engines for ever ends at once', () => {
	const before = performance.now();
	expect(passes(`${'a'.repeat(2_000)}!`, line('regex', '^(a+)+$'))).toBe(false);
	expect(performance.now() - before).toBeLessThan(1_000);
});
