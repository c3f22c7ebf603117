import { readXml, type XmlElement } from '../../../core/protocol/readXml';
import { writeXml } from '../../../core/protocol/writeXml';
import { findType } from '../../../core/push/findType';
import { readScenes } from '../../../core/push/sceneOfKey';
import { EVERYTHING, isSelected, OTHER, type Selection, selectionValue } from '../../../core/push/selectPush';
import { PUSH_TYPES, type PushType } from '../../../core/push/types';

const COMMON = { ToUserName: 'gh_1', FromUserName: 'oA', CreateTime: 1 };

const sampleOf = ({ kind, name, sample }: PushType): XmlElement => {
	const type = kind === 'event' ? { MsgType: 'event', Event: name } : { MsgType: name };
	return readXml(writeXml({ ...COMMON, ...type, ...sample }));
};

const choosing = (more: Partial<Selection>): Selection => ({
	types: new Set([EVERYTHING]),
	menuKeys: new Set(),
	scenes: new Set(),
	openids: new Set(),
	...more,
});

const event = (name: string, more: XmlElement = {}): XmlElement => ({
	FromUserName: 'oA',
	MsgType: 'event',
	Event: name,
	...more,
});
const text = (content: string): XmlElement => ({ FromUserName: 'oA', MsgType: 'text', Content: content });

describe('the list of types', () => {
	test('holds no kind twice, whatever its spelling', () => {
		const names = PUSH_TYPES.flatMap(({ kind, name, aliases = [] }) =>
			[name, ...aliases].map((one) => `${kind}:${one.toLowerCase()}`),
		);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	test.each(PUSH_TYPES.map((type) => [selectionValue(type), type] as const))(
		'%s has a name, an official name, a sentence, and a sample that is found to be of it',
		(_value, type) => {
			expect(type.title).toMatch(/^[A-Z]/);
			expect(type.official).toMatch(/\p{Script=Han}/u);
			expect(type.when).toMatch(/^[A-Z].*\.$/s);
			expect(findType(sampleOf(type))).toBe(type);
		},
	);
});

test.each(['user_info_modified', 'user_authorization_revoke', 'user_authorization_cancellation'])(
	'UnionID is an element that only some %s have, as the official sample is without it',
	(name) => {
		const type = findType(event(name));
		expect(Object.keys(type?.sample ?? {})).not.toContain('UnionID');
		expect(type?.sometimes).toEqual(['UnionID']);
	},
);

describe('findType', () => {
	test('keeps the message location and the event LOCATION apart', () => {
		expect(findType({ MsgType: 'location' })?.kind).toBe('message');
		expect(findType(event('LOCATION'))?.kind).toBe('event');
	});

	test.each(['TEMPLATESENDJOBFINISH', 'TemplateSendJobFinish', 'templatesendjobfinish'])(
		'knows the spelling %s',
		(name) => {
			expect(findType(event(name))?.name).toBe('TEMPLATESENDJOBFINISH');
		},
	);

	test('knows the other name of a published article', () => {
		expect(findType(event('FREEPUBLISHJOBFINISH'))?.name).toBe('PUBLISHJOBFINISH');
	});

	test.each<XmlElement>([
		{},
		{ MsgType: 'hologram' },
		event('tomorrow'),
		{ MsgType: ['text'] },
		event('text'),
	])('does not know %j', (message) => {
		expect(findType(message)).toBeUndefined();
	});
});

describe('isSelected with types', () => {
	test.each(PUSH_TYPES.map((type) => [selectionValue(type), type] as const))(
		'%s takes that kind and no other',
		(value, type) => {
			const selection = choosing({ types: new Set([value]) });
			const taken = PUSH_TYPES.filter((one) => isSelected(sampleOf(one), selection));
			expect(taken).toEqual([type]);
		},
	);

	test('Everything takes known and unknown kinds', () => {
		expect(isSelected(event('subscribe'), choosing({}))).toBe(true);
		expect(isSelected(event('tomorrow'), choosing({}))).toBe(true);
	});

	test('Other takes the kinds that the editor does not list: unknown and retired ones', () => {
		const selection = choosing({ types: new Set([OTHER]) });
		expect(isSelected(event('tomorrow'), selection)).toBe(true);
		expect(isSelected(event('user_get_card'), selection)).toBe(true);
		expect(isSelected(event('subscribe'), selection)).toBe(false);
	});

	test('nothing chosen takes nothing', () => {
		expect(isSelected(event('subscribe'), choosing({ types: new Set() }))).toBe(false);
	});
});

describe('isSelected with filters', () => {
	test('a keyword looks at texts and lets everything else pass', () => {
		const selection = choosing({ keyword: (content) => content === 'yes' });
		expect(isSelected(text('yes'), selection)).toBe(true);
		expect(isSelected(text('no'), selection)).toBe(false);
		expect(isSelected(event('subscribe'), selection)).toBe(true);
	});

	test('menu keys look at menu events and let everything else pass', () => {
		const selection = choosing({ menuKeys: new Set(['A']) });
		expect(isSelected(event('CLICK', { EventKey: 'A' }), selection)).toBe(true);
		expect(isSelected(event('CLICK', { EventKey: 'a' }), selection)).toBe(false);
		expect(isSelected(event('VIEW', { EventKey: 'https://e.com' }), selection)).toBe(false);
		expect(isSelected(event('SCAN', { EventKey: 'B' }), selection)).toBe(true);
		expect(isSelected(text('A'), selection)).toBe(true);
	});

	test('scenes look at follows and scans, with and without the prefix', () => {
		const selection = choosing({ scenes: new Set(['17']) });
		expect(isSelected(event('subscribe', { EventKey: 'qrscene_17' }), selection)).toBe(true);
		expect(isSelected(event('SCAN', { EventKey: '17' }), selection)).toBe(true);
		expect(isSelected(event('subscribe', { EventKey: 'qrscene_18' }), selection)).toBe(false);
		expect(isSelected(event('subscribe', { EventKey: '17' }), selection)).toBe(false);
		expect(isSelected(event('subscribe', { EventKey: 'another_17' }), selection)).toBe(false);
		expect(isSelected(event('SCAN', { EventKey: 'qrscene_17' }), selection)).toBe(false);
		expect(isSelected(event('subscribe', { EventKey: '' }), selection)).toBe(false);
		expect(isSelected(event('subscribe'), selection)).toBe(false);
		expect(isSelected(event('CLICK', { EventKey: '18' }), selection)).toBe(true);
	});

	test('scenes may be entered as the event of a follow gives them', () => {
		const selection = choosing({ scenes: readScenes(['qrscene_17', 'shop']) });
		expect(isSelected(event('subscribe', { EventKey: 'qrscene_17' }), selection)).toBe(true);
		expect(isSelected(event('SCAN', { EventKey: '17' }), selection)).toBe(true);
		expect(isSelected(event('SCAN', { EventKey: 'qrscene_17' }), selection)).toBe(true);
		expect(isSelected(event('SCAN', { EventKey: 'shop' }), selection)).toBe(true);
		expect(isSelected(event('SCAN', { EventKey: 'qrscene_shop' }), selection)).toBe(false);
		expect(isSelected(event('SCAN', { EventKey: '18' }), selection)).toBe(false);
		expect(isSelected(event('subscribe', { EventKey: 'qrscene_' }), selection)).toBe(false);
	});

	test('OpenIDs look at the sender, and at the user that an authorization event is about', () => {
		const selection = choosing({ openids: new Set(['oA']) });
		expect(isSelected(text('x'), selection)).toBe(true);
		expect(isSelected({ ...text('x'), FromUserName: 'oB' }, selection)).toBe(false);
		expect(isSelected(event('user_info_modified', { FromUserName: 'gh', OpenID: 'oA' }), selection)).toBe(
			true,
		);
		expect(isSelected(event('user_info_modified', { FromUserName: 'gh', OpenID: 'oB' }), selection)).toBe(
			false,
		);
	});

	test('all have to agree', () => {
		const selection = choosing({ types: new Set(['text']), openids: new Set(['oB']) });
		expect(isSelected(text('x'), selection)).toBe(false);
	});
});
