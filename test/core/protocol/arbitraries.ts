import fc from 'fast-check';
import type { XmlTree } from '../../../core/protocol/writeXml';

/** Any text that UTF-8 can carry, control and private characters included. */
export const text = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc
		.array(
			fc.constantFrom(
				']',
				']]>',
				'\r',
				'\n',
				'\r\n',
				'&amp;',
				'<',
				'</A>',
				'<![CDATA[',
				' ',
				'订',
				'𠮷',
				'\0',
			),
			{
				maxLength: 12,
			},
		)
		.map((parts) => parts.join('')),
);

/** Any JavaScript string, halves of surrogate pairs included. */
export const codeUnits = fc
	.array(fc.nat(0xffff), { maxLength: 40 })
	.map((units) => String.fromCharCode(...units));

export const random16 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));

export const encodingAesKey = fc.stringMatching(/^[A-Za-z0-9]{43}$/);

export const appid = fc.oneof(
	fc.stringMatching(/^wx[0-9a-f]{16}$/),
	fc.string({ unit: 'binary', maxLength: 40 }),
);

const elementName = fc.oneof(
	fc.constantFrom('ToUserName', 'Content', 'item', 'List', 'constructor', 'toString', 'xml', 'A'),
	fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/).filter((name) => name !== '__proto__'),
);

/** Trees as writeXml takes them, far from the reader's limit of depth. */
export const tree: fc.Arbitrary<XmlTree> = fc.letrec<{
	tree: XmlTree;
	single: string | number | bigint | XmlTree;
}>((tie) => ({
	single: fc.oneof(
		{ maxDepth: 4 },
		text,
		fc.integer(),
		fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
		tie('tree'),
	),
	tree: fc.dictionary(
		elementName,
		fc.oneof(tie('single'), fc.constant(undefined), fc.array(tie('single'), { maxLength: 3 })),
		{ maxKeys: 5, noNullPrototype: true },
	),
})).tree;

const FRAGMENTS = [
	'<xml>',
	'</xml>',
	'<xml/>',
	'<A>',
	'</A>',
	'<A/>',
	'<B>',
	'</B>',
	'<item>',
	'</item>',
	'<A b="1">',
	"<A b='>'>",
	'<__proto__>',
	'</__proto__>',
	'<![CDATA[',
	']]>',
	']]',
	'<!--',
	'-->',
	'--',
	'<?p',
	'?>',
	'<?xml version="1.0"?>',
	'<?xml version="1.1"?>',
	'<!DOCTYPE xml>',
	'<!DOCTYPE xml [<!ENTITY e "x">]>',
	'&amp;',
	'&e;',
	'&#13;',
	'&#xD800;',
	'&',
	'<',
	'>',
	'"',
	'/',
	'\r\n',
	'\n',
	' ',
	'text',
	'123',
	'订单',
	'𠮷',
	'\ue000',
	'\u0085',
	'\u2028',
	'\0',
	'\ufeff',
	'\ud800',
	'\udc00',
] as const;

/** Documents that are nearly XML: pieces of markup in any order, often between the right outer tags. */
export const markup = fc
	.tuple(fc.boolean(), fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), text), { maxLength: 14 }))
	.map(([wrapped, parts]) => (wrapped ? `<xml>${parts.join('')}</xml>` : parts.join('')));

/** Documents of leaves with white space and a few other pieces between them: nearly or wholly of the flat form. */
export const leaves = fc
	.array(
		fc.oneof(
			fc.tuple(elementName, text).map(([name, content]) => `<${name}><![CDATA[${content}]]></${name}>`),
			fc
				.tuple(elementName, fc.stringMatching(/^[\w.:-]{0,12}$/))
				.map(([name, word]) => `<${name}>${word}</${name}>`),
			fc.constantFrom(
				'\n',
				'\r\n\t',
				' ',
				'<A/>',
				'<A></B>',
				'<A>1 2</A>',
				'<A>&lt;</A>',
				'<A><B>1</B></A>',
				'\u00a0',
				'<!---->',
			),
		),
		{ maxLength: 8 },
	)
	.map((parts) => `<xml>${parts.join('')}</xml>`);

/** Between elements: what a document may hold there without meaning anything. */
const insignificant = fc.constantFrom(
	'',
	' ',
	'\r\n',
	'<!-- <A> & ]]> -->',
	'<?p <A> ?>',
	'<!--<![CDATA[x]]>-->',
	'<?p <![CDATA[x]]>?>',
);

/** A piece of text as a document writes it, and as it has to be read. */
type Piece = readonly [written: string, read: string];

const leaf: fc.Arbitrary<Piece> = fc
	.array(
		fc.oneof(
			text
				.filter((content) => !content.includes(']]>'))
				.map((content): Piece => [`<![CDATA[${content}]]>`, content]),
			fc.constantFrom<Piece>(
				['&lt;', '<'],
				['&amp;amp;', '&amp;'],
				['&#13;', '\r'],
				['&#x1F600;', '😀'],
				['a > b', 'a > b'],
				['订单', '订单'],
				['\r\n', '\n'],
				['<!-- - -->', ''],
				['<!--<![CDATA[x]]>-->', ''],
				['<?p <![CDATA[x]]>?>', ''],
			),
		),
		{ maxLength: 3 },
	)
	.map((pieces) => [pieces.map(([written]) => written).join(''), pieces.map(([, read]) => read).join('')]);

/** A document's content with the elements it has to be read as, name by name in document order. */
export interface Elements {
	written: string;
	read: (readonly [name: string, content: string | Elements])[];
}

const element = (content: fc.Arbitrary<Piece | Elements>) =>
	fc.tuple(
		insignificant,
		elementName,
		fc.constantFrom('', ' ', ' a="1"', "\r\nb='>'", ' c="&lt;!--"'),
		content,
	);

const elements: fc.Arbitrary<Elements> = fc.letrec<{ content: Piece | Elements; elements: Elements }>(
	(tie) => ({
		content: fc.oneof({ maxDepth: 4 }, leaf, tie('elements')),
		elements: fc.array(element(tie('content')), { minLength: 1, maxLength: 4 }).map((parts): Elements => {
			const children = parts.map(([before, name, inside, content]) => {
				const [inner, read] = 'written' in content ? [content.written, content] : content;
				return { name, read, written: `${before}<${name}${inside}>${inner}</${name}>` };
			});
			return {
				written: children.map(({ written }) => written).join(''),
				read: children.map(({ name, read }) => [name, read]),
			};
		}),
	}),
).elements;

/** Well-formed documents of every shape that the reader accepts, with what they hold. */
export const wellFormed = fc
	.tuple(
		fc.constantFrom('', '\ufeff', '<?xml version="1.0" encoding="UTF-8"?>\r\n', '<?xml version="1.1"?>'),
		elements,
		insignificant,
	)
	.map(([before, { written, read }, after]) => ({ xml: `${before}<xml>${written}</xml>${after}`, read }));

/** What a query string can become after parsing, and more. */
export const queryValue = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.constantFrom(undefined, null, true, 0, Number.NaN),
	fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
	fc.object({ maxDepth: 1, maxKeys: 2 }),
);
