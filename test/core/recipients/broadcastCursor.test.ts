import { readCursor, writeCursor } from '../../../core/recipients/broadcastCursor';

test.each([
	['openid', '', { after: '', told: [] }],
	['openid', 'oA', { after: 'oA', told: [] }],
	['openid', ',oB,oC', { after: '', told: ['oB', 'oC'] }],
	['row', '#12,#14', { after: '#12', told: ['#14'] }],
] as const)('a cursor over %ss is read from %j and written again', (kind, text, cursor) => {
	expect(readCursor('Continue From', text, kind)).toEqual(cursor);
	expect(writeCursor(cursor)).toBe(text);
});

test.each([
	['openid', '#12', 'a list of followers'],
	['openid', 'oA,', 'a list of followers'],
	['openid', 'oA oB', 'a list of followers'],
	['row', 'oA', 'a file'],
	['row', '#1,oB', 'a file'],
] as const)('a cursor over %ss is refused from %j', (kind, text, list) => {
	expect(() => readCursor('Continue From', text, kind)).toThrow(
		`Continue From: is not a position at which a run over ${list} has stopped`,
	);
});
