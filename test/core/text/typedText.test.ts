import { typedText } from '../../../core/text/typedText';

test.each([
	[' wx0123\u200b ', 'wx0123'],
	[' a b ', 'a b'],
	['\ufeffabc\u00ad', 'abc'],
	['a\u2800b', 'ab'],
	['ＡＢＣ－１＠ｇｈ', 'ABC-1@gh'],
	['\u3000a b\u3000', 'a b'],
	['\u200b', ''],
])('typedText(%j) is %j', (typed, text) => {
	expect(typedText(typed)).toBe(text);
});
