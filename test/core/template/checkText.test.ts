import fc from 'fast-check';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { checkText } from '../../../core/template/checkText';
import { findEmoji, withoutSelectors } from '../../../core/template/emoji';
import { ONE_TIME_RULES } from '../../../core/template/valueRules';
import { isPlain } from '../../../core/text/visibleText';

const { title, content } = ONE_TIME_RULES;

describe('checkText of a one-time subscription message', () => {
	test('accepts a title of 15 and a content of 200 characters', () => {
		expect(checkText('一'.repeat(15), { title: 'Title', rule: title, check: 'strict' })).toHaveLength(15);
		expect(checkText('一'.repeat(200), { title: 'Content', rule: content, check: 'strict' })).toHaveLength(
			200,
		);
	});

	test.each([
		['a title of 16', '一'.repeat(16), title],
		['a title with a line break', 'a\nb', title],
		['an empty title', '', title],
		['a content of 201', '一'.repeat(201), content],
		['a content with a control character', 'a\u0007b', content],
	])('strict refuses %s', (_name, text, rule) => {
		expect(() => checkText(text, { title: 'Text', rule, check: 'strict' })).toThrow(InvalidInputError);
	});

	test('shorten cuts both, and keeps the line breaks of the content only', () => {
		expect(checkText(`a\nb${'c'.repeat(20)}`, { title: 'Title', rule: title, check: 'shorten' })).toBe(
			`a b${'c'.repeat(12)}`,
		);
		expect(checkText(`a\nb${'c'.repeat(220)}`, { title: 'Content', rule: content, check: 'shorten' })).toBe(
			`a\nb${'c'.repeat(197)}`,
		);
	});

	test('keeps emoji, which count as they are', () => {
		const emoji = '❤️';
		for (const check of ['strict', 'shorten'] as const)
			expect(checkText(emoji.repeat(7), { title: 'Title', rule: title, check })).toBe(emoji.repeat(7));
		expect(() => checkText(emoji.repeat(8), { title: 'Title', rule: title, check: 'strict' })).toThrow(
			'has 16 characters',
		);
	});

	test('keeps tabs where it keeps line breaks', () => {
		for (const check of ['strict', 'shorten'] as const)
			expect(checkText('a\tb', { title: 'Content', rule: content, check })).toBe('a\tb');
	});

	test('none gives the text back as it is', () => {
		expect(checkText('a\n'.repeat(200), { title: 'Title', rule: title, check: 'none' })).toBe(
			'a\n'.repeat(200),
		);
	});
});

test('isPlain passes no text in which an emoji, a control or invisible character or half of a character can be', () => {
	const plain = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(isPlain);
	expect(plain).toEqual(expect.arrayContaining([...'aZ09#* ~、。！¥咖啡']));
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...plain), { maxLength: 40 }), (characters) => {
			const text = characters.join('');
			expect(findEmoji(text)).toBeUndefined();
			expect(withoutSelectors(text)).toBe(text);
		}),
	);
	const hidden =
		/[\p{Cc}\p{Cs}\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Default_Ignorable_Code_Point}\u2800]/u;
	expect(plain.filter((character) => hidden.test(character))).toEqual([]);
	expect(plain.filter((character) => /\p{Emoji}/u.test(character))).toEqual([...'#*0123456789']);
});
