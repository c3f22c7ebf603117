import { readFlatXml } from '../../../core/protocol/readFlatXml';
import { faultOf } from './refusal';
import { seal, TEXT_FIELDS, TEXT_MESSAGE, wrapEncrypted } from './witness';

test('a text message and an envelope are of the flat form', () => {
	const encrypted = seal(TEXT_MESSAGE);
	expect(readFlatXml(TEXT_MESSAGE)).toEqual(TEXT_FIELDS);
	expect(readFlatXml(wrapEncrypted(encrypted).body.toString())).toEqual({
		ToUserName: 'gh_10f6c3c3ac5a',
		Encrypt: encrypted,
	});
});

test.each([
	['nested elements', '<xml><A><B>1</B></A></xml>'],
	['an attribute', '<xml><A b="1">1</A></xml>'],
	['an entity', '<xml><A>&amp;</A></xml>'],
	['several words', '<xml><A>a b</A></xml>'],
	['two CDATA sections', '<xml><A><![CDATA[a]]><![CDATA[b]]></A></xml>'],
	['text before CDATA', '<xml><A>a<![CDATA[b]]></A></xml>'],
	['another closing tag', '<xml><A>1</B></xml>'],
	['another closing tag after CDATA', '<xml><A><![CDATA[1]]></B></xml>'],
	['an open CDATA section', '<xml><A><![CDATA[1</A></xml>'],
	['a comment', '<xml><!-- --><A>1</A></xml>'],
	['a missing end', '<xml><A>1</A>'],
	['something after the end', '<xml><A>1</A></xml>x'],
	['white space before the root', ' <xml><A>1</A></xml>'],
	['a self-closing root', '<xml/>'],
	['nothing', ''],
])('%s is left to the tokenizer', (_what, xml) => {
	expect(readFlatXml(xml)).toBeUndefined();
});

test('an element named __proto__ is refused here as well', () => {
	expect(faultOf(() => readFlatXml('<xml><__proto__>1</__proto__></xml>'))).toBe('malformed');
});
