import { trimText, withoutInvisible } from '../../../core/text/visibleText';

const ENGLAND = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';

test.each([
	['订\u200b单\u2800-\u00ad1', '订单-1'],
	['order 1', 'order 1'],
	['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
	['❤️\u200b☎️', '❤️☎️'],
	[ENGLAND, ENGLAND],
])('withoutInvisible(%j) is %j', (text, visible) => {
	expect(withoutInvisible(text)).toBe(visible);
});

test('trimText keeps a flag whole', () => {
	expect(trimText(`\u200b${ENGLAND} `)).toBe(ENGLAND);
});
