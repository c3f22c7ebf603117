import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { openPush, type PushMode } from '../../../core/protocol/openPush';
import type { XmlElement, XmlValue } from '../../../core/protocol/readXml';
import { PUSH_TYPES } from '../../../core/push/types';
import { clock, plain, safe } from './receiver';
import { plainPush, safePush, seal, wrapEncrypted, type Push } from './witness';

/** What a push holds, in the order in which it is sent. */
export interface Tree {
	[name: string]: string | number | Tree | Tree[];
}

/** One text of a push: the names that lead to it, positions in lists included. */
type Path = readonly [...string[], string];

const IDENTITY = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event'];
/** Of kinds whose elements the platform no longer documents. */
const UNDOCUMENTED: Tree = { CardId: 'pFS7Fjg8kV1I', OuterStr: 'desk 3', Remark: 'for Ms. Li', Count: 1 };

/** Every kind of push that the product knows, with all its elements. */
const PUSHES: readonly Tree[] = PUSH_TYPES.map(({ kind, name, sample }) => ({
	ToUserName: 'gh_10f6c3c3ac5a',
	FromUserName: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
	CreateTime: 1_409_735_668,
	...(kind === 'event' ? { MsgType: 'event', Event: name } : { MsgType: name }),
	...(Object.keys(sample).length > 0 ? (sample as Tree) : UNDOCUMENTED),
	...(kind === 'message' ? { MsgId: 6_054_768_590 } : {}),
}));

/** Writes a push as WeChat does: every text in one CDATA section, with nothing escaped in it. */
export function writeUnescaped(tree: Tree): string {
	const written = Object.entries(tree).flatMap(([name, value]) =>
		[value]
			.flat()
			.map((one) => `<${name}>${typeof one === 'object' ? writeUnescaped(one) : leaf(one)}</${name}>`),
	);
	return written.join('\n');
}

function leaf(value: string | number): string {
	return typeof value === 'number' ? String(value) : `<![CDATA[${value}]]>`;
}

/** The same push as the reader has to give it. */
export function readBack(tree: Tree): XmlElement {
	return Object.fromEntries(
		Object.entries(tree).map(([name, value]): [string, XmlValue] => {
			const values = [value].flat().map((one) => (typeof one === 'object' ? readBack(one) : String(one)));
			const [first = ''] = values;
			return [name, values.length > 1 || ['fail_idx', 'item', 'List'].includes(name) ? values : first];
		}),
	);
}

/** Texts in which WeChat itself writes numbers and kinds, and of which it knows all values. */
const NUMBERS = ['Location_X', 'Location_Y', 'Scale', 'ScanType'];

/** Every push with a copy of itself as one of its texts, as somebody might paste it. */
export const PASTED: readonly (readonly [what: string, push: Tree])[] = PUSHES.flatMap((tree) =>
	textsOf(tree)
		.filter((path) => !NUMBERS.includes(path.at(-1) ?? ''))
		.map((path): [string, Tree] => {
			const copy = `<xml>${writeUnescaped(tree)}</xml>`;
			return [`${String(tree.Event ?? tree.MsgType)} ${path.join('/')}`, withText(tree, path, copy)];
		}),
);

/** Where the texts of a push are; what WeChat puts at its head is not written by anybody else. */
function textsOf(tree: Tree, above: readonly string[] = []): Path[] {
	return Object.entries(tree).flatMap(([name, value]): Path[] => {
		if (above.length === 0 && IDENTITY.includes(name)) return [];
		// Lists hold what WeChat makes: digests, template ids, results.
		if (typeof value === 'number' || Array.isArray(value) || ['fail_idx', 'item', 'List'].includes(name))
			return [];
		return typeof value === 'object' ? textsOf(value, [...above, name]) : [[...above, name]];
	});
}

/** Pieces of markup with which a text might end its element and go on with others. */
function hostileText(path: Path): fc.Arbitrary<string> {
	const name = path.at(-1) ?? '';
	const outwards = path.slice(0, -1).reverse();
	const inwards = path.slice(0, -1);
	const leave = outwards.map((parent) => `</${parent}>`).join('');
	const enter = inwards.map((parent) => `<${parent}>`).join('');
	const other = (inner: string) => `]]></${name}>${leave}${inner}${enter}<${name}><![CDATA[`;
	return fc
		.array(
			fc.constantFrom(
				...[
					']]>',
					']]',
					'<![CDATA[',
					']]]]><![CDATA[>',
					`]]></${name}>`,
					`</${name}>`,
					`<${name}>`,
					'</xml>',
					'<xml>',
				],
				...[`]]></${name}>${leave}</xml>`, `]]></${name}>${leave}<MsgId>1</MsgId></xml>`],
				other('<FromUserName><![CDATA[oVICTIM]]></FromUserName>'),
				other('\n<ToUserName><![CDATA[gh_other]]></ToUserName>\n<CreateTime>1</CreateTime>'),
				other('<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>'),
				other('<Encrypt><![CDATA[AAAA]]></Encrypt>'),
				other('<Added>1</Added>'),
				other(''),
				'<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Content><![CDATA[whole]]></Content></xml>',
				...['a', '订单', ' ', '\r\n', '&amp;', '&', '<!--', '-->', '<!DOCTYPE xml>', '\u0001'],
			),
			{ minLength: 1, maxLength: 6 },
		)
		.map((pieces) => pieces.join(''));
}

function withText(tree: Tree, [name, ...rest]: readonly string[], text: string): Tree {
	if (name === undefined) return tree;
	const inner = tree[name];
	return { ...tree, [name]: rest.length === 0 ? text : withText(inner as Tree, rest, text) };
}

/** A push with a hostile text in one of its elements. */
export const hostilePush: fc.Arbitrary<Tree> = fc
	.constantFrom(...PUSHES.filter((tree) => textsOf(tree).length > 0))
	.chain((tree) =>
		fc
			.constantFrom(...textsOf(tree))
			.chain((path) => hostileText(path).map((text) => withText(tree, path, text))),
	);

/** A message whose sender made all of its texts hostile at once. */
export const hostileMessage: fc.Arbitrary<Tree> = fc
	.constantFrom(...PUSHES.filter((tree) => tree.MsgType !== 'event'))
	.chain((tree) =>
		fc
			.tuple(...textsOf(tree).map((path) => hostileText(path).map((text) => ({ path, text }))))
			.map((texts) => texts.reduce((changed, { path, text }) => withText(changed, path, text), tree)),
	);

const MODES: readonly PushMode[] = ['plain', 'compatible', 'safe'];

function pushIn(mode: PushMode, xml: string): Push {
	if (mode === 'plain') return plainPush(xml);
	if (mode === 'safe') return safePush(xml);
	const push = wrapEncrypted(seal(xml));
	const envelope = push.body.toString();
	// The ciphertext stands behind the plain elements, before the genuine end.
	const encrypt = envelope.slice(envelope.indexOf('<Encrypt>'));
	return { ...push, body: Buffer.from(xml.slice(0, -'</xml>'.length) + encrypt) };
}

/** Opens a push in all three modes; each has to give what was sent and nothing else. */
export function assertUnchanged(tree: Tree): void {
	const xml = `<xml>${writeUnescaped(tree)}</xml>`;
	for (const mode of MODES) {
		const account = mode === 'plain' ? plain : { ...safe, mode };
		const { message } = openPush(pushIn(mode, xml), account, clock);
		deepStrictEqual(message, readBack(tree));
	}
}
