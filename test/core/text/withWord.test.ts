import { withWord } from '../../../core/text/withWord';

test.each([
	['send {word}, or {word}', '1', 'send 1, or 1'],
	['send {word}', '$& {word}', 'send $& {word}'],
	['nothing to fill in', '1', 'nothing to fill in'],
])('withWord(%j, %j) gives %j', (text, word, expected) => {
	expect(withWord(text, word)).toBe(expected);
});
