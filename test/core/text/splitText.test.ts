import { shortenText, splitText } from '../../../core/text/splitText';

const bytes = (text: string) => Buffer.byteLength(text);

test('a text that fits is one part', () => {
	expect(splitText('Hello, world. Fine!', 100)).toEqual(['Hello, world. Fine!']);
});

test.each(['', ' \n\t ', '\n\n\n'])('a text of %j is no part', (text) => {
	expect(splitText(text, 10)).toEqual([]);
});

test.each([
	['at paragraphs', 'One. Two.\n\nThree. Four.', 16, ['One. Two.', 'Three. Four.']],
	['at a paragraph rather than at a later line', 'alpha\n\nbeta\ngamma', 13, ['alpha', 'beta\ngamma']],
	['at lines', 'One. Two.\nThree. Four.', 16, ['One. Two.', 'Three. Four.']],
	['at a line that fills a third of a part', 'ab\nalphabet', 9, ['ab', 'alphabet']],
	['at Latin sentences', 'One two. Three four five.', 16, ['One two.', 'Three four five.']],
	['at Chinese sentences', '今天天气好。我们出去。', 24, ['今天天气好。', '我们出去。']],
	['behind what closes a sentence', '他说：“好！”我们走吧。', 24, ['他说：“好！”', '我们走吧。']],
	['not before what closes a sentence', '他说：“好！”走', 20, ['他说：', '“好！”走']],
	['behind a Latin quotation', 'He said "go." Then left', 20, ['He said "go."', 'Then left']],
	['at a Chinese mark before Latin letters', '今天好。Hello', 14, ['今天好。', 'Hello']],
	['at an ellipsis', '他想了想……我们走吧', 21, ['他想了想……', '我们走吧']],
	['at words', 'alpha beta gamma', 12, ['alpha beta', 'gamma']],
	['at the space after a word that just fits', 'alpha beta gamma', 10, ['alpha beta', 'gamma']],
	['at a Chinese comma', '红橙黄绿，青蓝紫', 18, ['红橙黄绿，', '青蓝紫']],
	['at an enumeration', '苹果、香蕉、梨子', 21, ['苹果、香蕉、', '梨子']],
	['not inside an address', 'see this https://e.com/?id=1', 26, ['see this', 'https://e.com/?id=1']],
	['not inside a time', 'opens at 12:30', 12, ['opens at', '12:30']],
	['at a Latin mark between Chinese characters', '今天好!我们走吧', 20, ['今天好!', '我们走吧']],
	['not at the dot of a number', 'costs 3.1415926', 12, ['costs', '3.1415926']],
	['not where a part would be nearly empty', 'Hi.\n\nalpha beta gamma', 18, ['Hi.\n\nalpha beta', 'gamma']],
	['between characters where there is nothing else', 'abcdefgh', 3, ['abc', 'def', 'gh']],
])('a text is cut %s', (_where, text, max, parts) => {
	expect(splitText(text, max)).toEqual(parts);
});

test.each([...'。！？；…!?;'])(
	'a text is cut after the sentence that %s ends, rather than at a later comma',
	(mark) => {
		const sentence = `甲乙丙${mark}`;
		expect(splitText(`${sentence}丁，戊己庚`, bytes(`${sentence}丁，`))).toEqual([sentence, '丁，戊己庚']);
	},
);

test.each([...`"'”’）)」』】》`])('a text is cut behind a %s that closes its sentence', (mark) => {
	const sentence = `甲乙丙。${mark}`;
	expect(splitText(`${sentence}丁戊己`, bytes(`${sentence}丁`))).toEqual([sentence, '丁戊己']);
});

test.each([...'，、,：:'])('a text without sentences is cut after %s', (mark) => {
	expect(splitText(`甲乙${mark}丙丁戊`, bytes(`甲乙${mark}丙`))).toEqual([`甲乙${mark}`, '丙丁戊']);
});

test.each(['👩‍👩‍👧‍👦', '👍🏽', '🇨🇳', 'e\u0301', '𠮷'])('the character %s is never cut', (character) => {
	const parts = splitText(character.repeat(50), bytes(character) * 3 + 1);
	expect(parts).toHaveLength(17);
	expect(parts[0]).toBe(character.repeat(3));
});

test('no character is cut where the text is looked at piece by piece', () => {
	const family = '👩‍👩‍👧‍👦';
	expect(splitText(family.repeat(200), bytes(family))).toEqual(Array.from({ length: 200 }, () => family));
	expect(splitText(`a${family}`, bytes(family))).toEqual(['a', family]);
});

test('a link is never cut, and stays with its text', () => {
	const link = '<a href="https://example.com/a b.c">one two three</a>';
	const parts = splitText(`${'word '.repeat(20)}${link} and more`, 80);
	expect(parts.filter((part) => part.includes('<a'))).toEqual([expect.stringContaining(link)]);
	expect(parts.every((part) => bytes(part) <= 80)).toBe(true);
});

test('a link that just fits, behind a tag that is never closed, is whole', () => {
	const link = '<a href="https://e.com">x</a>';
	expect(splitText(`甲 <a 乙 ${link}`, bytes(link))).toEqual(['甲 <a 乙', link]);
});

test.each([
	['a', 'href'],
	['A', 'HREF'],
])('a link <%s> that is longer than a part keeps its words', (tag, name) => {
	const parts = splitText(`<${tag} ${name}="https://example.com/${'x'.repeat(50)}">one</${tag}>`, 40);
	expect(parts).toEqual(['one']);
});

test('a line break inside a link is no place to cut after it', () => {
	const link = '<a href="https://e.com">x\ny</a>';
	expect(splitText(`${link} alpha beta`, bytes(`${link} alpha`))).toEqual([`${link} alpha`, 'beta']);
});

test.each([
	['40 000 Chinese characters', '长'.repeat(40_000)],
	['40 000 letters', 'x'.repeat(40_000)],
	['tags that are never closed', '<a '.repeat(13_000)],
	['ends of tags that never began', '</a>'.repeat(10_000)],
	['one character with 40 000 accents', `e${'\u0301'.repeat(40_000)}`],
])('%s lose nothing and give parts that fit', (_what, text) => {
	const parts = splitText(text, 2048);
	expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
	expect(Math.max(...parts.map(bytes))).toBeLessThanOrEqual(2048);
});

test('white space at the end of a part needs no room', () => {
	expect(splitText('One. Two.\n\nThree.\n', 9)).toEqual(['One. Two.', 'Three.']);
	expect(splitText('One. Two.\n\n', 9)).toEqual(['One. Two.']);
	expect(splitText('alpha beta\n', 10)).toEqual(['alpha beta']);
	expect(shortenText('One. Two.\n\n', 9)).toBe('One. Two.');
});

test('a letter that grows in lower case moves no link', () => {
	const link = '<A HREF="https://example.com">x</A>';
	expect(splitText(`İİİ ${link} y`, 40)).toEqual(['İİİ', `${link} y`]);
});

test('a text of 400 000 characters is divided in bounded time', () => {
	const begun = process.cpuUsage().user;
	expect(splitText('今天天气好👍🏽。'.repeat(40_000), 2048).length).toBeGreaterThan(500);
	expect((process.cpuUsage().user - begun) / 1_000_000).toBeLessThan(5);
});

test('a text is shortened at a sentence, with an ellipsis', () => {
	expect(shortenText('今天天气好。我们出去。', 30)).toBe('今天天气好。…');
	expect(bytes(shortenText('长'.repeat(40_000), 2048))).toBeLessThanOrEqual(2048);
	expect(shortenText('abcdefgh', 7)).toBe('abcd…');
	expect(shortenText('short', 5)).toBe('short');
	expect(shortenText(' a\n', 3)).toBe(' a\n');
});

test('a text is not shortened inside a link', () => {
	const link = '<a href="https://example.com/order">订单</a>';
	expect(shortenText(`${'长'.repeat(9)} ${link}后文`, 40)).toBe(`${'长'.repeat(9)}…`);
});
