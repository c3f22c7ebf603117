import fc from 'fast-check';
import { countCharacters, cutText } from '../../../core/template/cutText';

describe('cutText', () => {
	test.each([
		['short enough', '咖啡', 20, '咖啡'],
		['short enough, with a space at its end', '咖啡 ', 3, '咖啡 '],
		['Chinese', '一二三四五六', 5, '一二三四五'],
		['an emoji at the edge stays whole', '一二😀三', 3, '一二😀'],
		['an emoji that does not fit goes whole', '一二三👨‍👩‍👧四', 4, '一二三'],
		['a flag goes whole', '一🇨🇳', 2, '一'],
		['a letter keeps its accent', 'ae\u0301', 2, 'a'],
		['a space at the new end goes', '一二 三', 3, '一二'],
	])('%s', (_name, text, limit, cut) => {
		expect(cutText(text, limit)).toBe(cut);
	});

	test('counts a sequence of Latin letters and digits as one where runs count', () => {
		expect(cutText('字ab1字cd字', 3, 'runs')).toBe('字ab1字');
		expect(cutText('字ab1字cd字', 4, 'runs')).toBe('字ab1字cd');
	});

	test('never gives more characters than the limit, nor half of one, whatever the text', () => {
		const texts = fc.string({ unit: 'grapheme', maxLength: 60 });
		fc.assert(
			fc.property(texts, fc.integer({ min: 0, max: 40 }), (text, limit) => {
				const cut = cutText(text, limit);
				expect(countCharacters(cut)).toBeLessThanOrEqual(limit);
				expect(cut).not.toMatch(/\p{Cs}/u);
				expect(text.startsWith(cut)).toBe(true);
			}),
		);
	});
});

describe('countCharacters', () => {
	test('counts a Chinese character and an emoji of two code units as one', () => {
		expect(countCharacters('咖啡😀a')).toBe(4);
	});
});
