import fc from 'fast-check';
import { findEmoji, removeEmoji } from '../../../core/template/emoji';
import { isBlank, trimText } from '../../../core/text/visibleText';
import { ONLY_EMOJI, WITH_EMOJI, WITHOUT_EMOJI } from './emojiTexts';

describe('removeEmoji', () => {
	test.each(WITH_EMOJI)('of %s leaves %s', (text, rest) => {
		expect(findEmoji(text)).toBeDefined();
		expect(removeEmoji(text)).toBe(rest);
	});

	test.each(WITHOUT_EMOJI)('of %s leaves it as it is', (text) => {
		expect(findEmoji(text)).toBeUndefined();
		expect(removeEmoji(text)).toBe(text);
	});

	test.each(ONLY_EMOJI)('of %s leaves nothing that can be seen', (text) => {
		expect(isBlank(removeEmoji(text))).toBe(true);
	});

	test('leaves no emoji and no part of one between any letters', () => {
		const emoji = fc.constantFrom(...ONLY_EMOJI.filter((text) => !text.includes(' ')));
		const letters = fc.string({ unit: fc.constantFrom('a', '中', '5', '#', ' ', '©'), maxLength: 5 });
		fc.assert(
			fc.property(fc.array(fc.tuple(letters, emoji)), letters, (parts, end) => {
				const text = parts.map((part) => part.join('')).join('') + end;
				expect(removeEmoji(text)).toBe(parts.map(([part]) => part).join('') + end);
			}),
		);
	});

	test('reads a long hostile text in one pass', () => {
		const joiners = '\u200d'.repeat(100_000);
		expect(removeEmoji(`${joiners}a`)).toBe(`${joiners}a`);
		expect(removeEmoji(`😀${joiners}a`)).toBe('a');
		const marks = '\ufeff'.repeat(100_000);
		expect(isBlank(`${marks}a`)).toBe(false);
		expect(trimText(`${marks}a${marks}`)).toBe('a');
	});
});

describe('trimText', () => {
	test.each([
		['\u200b咖啡\u200b \ufeff', '咖啡'],
		['\u00ad\u2060\u180e', ''],
		['\u3164\u115f\u2800', ''],
		['\u202ea\u202c', 'a'],
		['می\u200cروم', 'می\u200cروم'],
		['好☎️ ', '好☎️'],
		['\ufe0f', ''],
		['\t\u3000a\u00a0b\u3000', 'a\u00a0b'],
		['\ud83d ', '\ud83d'],
	])('of %j is %j', (text, trimmed) => {
		expect(trimText(text)).toBe(trimmed);
	});
});
