import fc from 'fast-check';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { checkAppIdOf } from '../../../nodes/Wechat/fields/tapTarget';
import { readOpenid, readOpenids, readWechatId } from '../../../nodes/Wechat/fields/people';
import { readNewAgent } from '../../../nodes/Wechat/resources/customerServiceDesk/agent';
import { sceneOf } from '../../../nodes/Wechat/resources/qrCode/create';
import { readAgent, readColor, readId, wholeNumber } from '../../../nodes/shared/typedValues';
import { readTagId, readTagName } from '../../../nodes/Wechat/fields/tags';
import { readTemplateId } from '../../../nodes/Wechat/fields/templates';
import { readPagePath, webAddress } from '../../../nodes/shared/webAddress';

type Reader = (value: unknown) => unknown;

const READERS = {
	readOpenid,
	readOpenids,
	readWechatId: (value) => readWechatId(value, 'WeChat ID'),
	readTemplateId,
	readId: (value) => readId('Media ID', value),
	readTagId,
	wholeNumber: (value) => wholeNumber('Title ID', value, 0, 1e9),
	sceneNumber: (value) => sceneOf('number', value, false).scene,
	sceneText: (value) => sceneOf('text', value, false).scene,
	readNewAgent,
	readAgent: (value) => readAgent('Agent', value),
	readColor: (value) => readColor('Color', value),
	checkAppIdOf: (value) => checkAppIdOf('AppID', value),
	webAddress: (value) => webAddress('URL', String(value)),
	readPagePath: (value) => readPagePath('Page', value),
	readTagName: (value) => readTagName(String(value)),
} satisfies Record<string, Reader>;

const normalized: [keyof typeof READERS, unknown, unknown][] = [
	['readOpenid', '\ufeffoABC\u200b_-1 ', 'oABC_-1'],
	['readOpenid', 'oA\u200bB', 'oAB'],
	['readOpenid', 'ｏＡＢ１', 'oAB1'],
	['readOpenids', 'oA\u200b,\u00a0oB；oA\u3000oＣ\n', ['oA', 'oB', 'oC']],
	['readOpenids', ['\u200boA', { openid: 'oA ' }], ['oA']],
	['readOpenids', ' \ufeff["oA", "oB\u200b"]', ['oA', 'oB']],
	['readWechatId', ' anna＿wechat-1\u200b', 'anna_wechat-1'],
	['readTemplateId', '\u200bAbC-_1\n', 'AbC-_1'],
	['readId', ' 　MEDIA_id-1\u2060', 'MEDIA_id-1'],
	['readId', 208379533, '208379533'],
	['readTagId', '007', 7],
	['readTagId', '１３４\u200b', 134],
	['readTagId', '+2', 2],
	['wholeNumber', '00401', 401],
	['sceneNumber', '007', { scene_id: 7 }],
	['sceneText', ' order 1\u200b', { scene_str: 'order 1' }],
	['readAgent', 'anna＠gh_1a2b\u200b', 'anna@gh_1a2b'],
	['readAgent', '', undefined],
	['readNewAgent', 'anna_1＠my-account\u200b', 'anna_1@my-account'],
	['readNewAgent', `anna@${'a'.repeat(30)}`, `anna@${'a'.repeat(30)}`],
	['readColor', '#f0A', '#ff00AA'],
	['readColor', '＃173177 ', '#173177'],
	['readColor', '', undefined],
	['checkAppIdOf', ' WX0123456789ABCDEF', 'wx0123456789abcdef'],
	[
		'webAddress',
		' https://example.com/商品?名=张 三&b=a+b#顶',
		'https://example.com/%E5%95%86%E5%93%81?%E5%90%8D=%E5%BC%A0%20%E4%B8%89&b=a+b#%E9%A1%B6',
	],
	[
		'webAddress',
		'https://example.com/p?sign=a+b&p=/x/y&flag&c=%2F%zz',
		'https://example.com/p?sign=a+b&p=/x/y&flag&c=%2F%zz',
	],
	['webAddress', 'HTTPS://例子.测试/a', 'https://xn--fsqu00a.xn--0zwm56d/a'],
	['webAddress', 'https://exam\u200bple.com/', 'https://example.com/'],
	['readTagName', '\u200b会 员\u3000', '会 员'],
	['readPagePath', '/pages/index?a=1&名=张三', 'pages/index?a=1&名=张三'],
	['readPagePath', ' //pages/order/detail\u200b', 'pages/order/detail'],
];

const refused: [keyof typeof READERS, unknown, string][] = [
	['readOpenid', 'oA oB', 'OpenID: holds something other'],
	['readOpenid', '\u200b', 'OpenID: is empty'],
	['readOpenid', 'oАБ', 'OpenID: holds something other'],
	['readOpenids', ['oA,oB'], 'OpenIDs: entry 1 of 1'],
	['readWechatId', '张三', 'WeChat ID: is not a WeChat ID'],
	['readWechatId', '', 'WeChat ID: is empty'],
	['readNewAgent', 'anna', 'Agent Account: must be up to 10 letters'],
	['readNewAgent', 'anna-the-first@account', 'Agent Account: must be up to 10 letters'],
	['readNewAgent', `anna@${'a'.repeat(31)}`, 'Agent Account: must be up to 10 letters'],
	['readNewAgent', '', 'Agent Account: is empty'],
	['readTemplateId', 'A B', 'Template: is not a template ID'],
	['readTemplateId', '\u200b', 'Template: is not chosen'],
	['readTemplateId', 'TM00015', 'Template: is the number of a template in the library'],
	['readTemplateId', 'OPENTM207498902', 'Template: is the number of a template in the library'],
	['readTemplateId', '43216', 'Template: is the number of a template in the library'],
	['readId', 'a b', 'Media ID: is not one ID'],
	['readId', 'a,b', 'Media ID: is not one ID'],
	['readId', '媒体', 'Media ID: is not one ID'],
	['readId', { id: 1 }, 'Media ID: is empty'],
	['readTagId', '1.0', 'Tag: is not a tag ID'],
	['readTagId', '1e3', 'Tag: is not a tag ID'],
	['readTagId', '0x10', 'Tag: is not a tag ID'],
	['readTagId', 1.5, 'Tag: is not a tag ID'],
	['readTagId', '2147483648', 'Tag: is not a tag ID'],
	['wholeNumber', '1e3', 'Title ID: must be a whole number'],
	['wholeNumber', ' ', 'Title ID: must be a whole number'],
	['wholeNumber', '9007199254740993', 'Title ID: must be a whole number'],
	['sceneNumber', '1e3', 'Scene: must be a whole number'],
	['sceneText', 'a\nb', 'Scene: holds line breaks'],
	['sceneText', '\u200b', 'Scene: is empty'],
	['readAgent', 'anna', 'Agent: is not the account of an agent'],
	['readAgent', '安娜@wx', 'Agent: is not the account of an agent'],
	['readAgent', 'anna@wx, bert@wx', 'Agent: is not the account of an agent'],
	['readColor', 'red', 'Color: is not a color'],
	['readColor', '#12345', 'Color: is not a color'],
	['readColor', '#17317788', 'Color: is not a color'],
	['checkAppIdOf', 'gh_0123456789ab', 'AppID: must be'],
	['webAddress', 'example.com/a', 'URL: is not a web address'],
	['webAddress', '//example.com/a', 'URL: is not a web address'],
	['webAddress', 'https:///example.com', 'URL: is not a web address'],
	['webAddress', 'https:\\\\example.com', 'URL: is not a web address'],
	['webAddress', 'https://a\nb.com/', 'URL: is not a web address'],
	['webAddress', 'javascript:alert(1)', 'URL: is not a web address'],
	['webAddress', 'https://exa mple.com', 'URL: is not a web address'],
	['readPagePath', 'https://example.com/a', 'Page: is not the path'],
	['readTagName', '\u2060', 'Name: is empty'],
	['readPagePath', '/', 'Page: is empty'],
	['readPagePath', '?a=1', 'Page: is not the path'],
	['readPagePath', 'pages/in dex', 'Page: is not the path'],
];

test.each(normalized)('%s(%j) is %j', (name, value, expected) => {
	expect((READERS[name] as Reader)(value)).toEqual(expected);
});

test.each(refused)('%s(%j) is refused: %s', (name, value, message) => {
	expect(() => (READERS[name] as Reader)(value)).toThrow(message);
	expect(() => (READERS[name] as Reader)(value)).toThrow(InvalidInputError);
});

test.each(['readOpenid', 'readTemplateId', 'readId', 'webAddress', 'readAgent'] as const)(
	'%s gives printable ASCII without spaces, or refuses, whatever it is given',
	(name) => {
		const text = fc.string({
			unit: fc.constantFrom(
				'a',
				'1',
				'-',
				'@',
				'。',
				'中',
				'\u200b',
				'\u202e',
				' ',
				'\n',
				'，',
				'Ａ',
				'\ud83d',
				'😀',
			),
		});
		fc.assert(
			fc.property(fc.constantFrom('', 'https://a.b/', 'a@b'), text, (start, rest) => {
				try {
					const value = (READERS[name] as Reader)(start + rest);
					if (value !== undefined) expect(value).toMatch(/^[\x21-\x7e]+$/);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInputError);
				}
			}),
		);
	},
);
