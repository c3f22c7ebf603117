import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { writeXml } from '../../../core/protocol/writeXml';

test('strings go into CDATA, numbers stay bare, in the order given', () => {
	expect(writeXml({ MsgType: 'text', CreateTime: 1700000000, MsgId: 6054768590064713728n, Empty: '' })).toBe(
		'<xml><MsgType><![CDATA[text]]></MsgType><CreateTime>1700000000</CreateTime><MsgId>6054768590064713728</MsgId><Empty><![CDATA[]]></Empty></xml>',
	);
});

test('objects nest, arrays repeat, undefined and empty arrays are left out', () => {
	const tree = {
		Articles: { item: [{ Title: 'a' }, { Title: 'b' }] },
		None: undefined,
		Nothing: [],
		Zero: 0,
	};
	expect(writeXml(tree)).toBe(
		'<xml><Articles><item><Title><![CDATA[a]]></Title></item><item><Title><![CDATA[b]]></Title></item></Articles><Zero>0</Zero></xml>',
	);
});

test.each([
	']]>',
	'a]]>b]]>',
	']]]]>>',
	']]',
	'>',
	'<![CDATA[x]]>',
	'</Content>',
	'&amp;',
	'\r\n\t\0',
	'𠮷😀',
])('the text %j comes back unchanged', (text) => {
	const xml = writeXml({ Content: text });
	expect(readStandardXml(xml)).toEqual({ Content: text });
});

test('no text can close its own section', () => {
	expect(writeXml({ Content: ']]></Content><Injected>1</Injected>' })).not.toContain(
		']]></Content><Injected>',
	);
});
