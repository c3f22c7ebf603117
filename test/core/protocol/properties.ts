import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { decodeAesKey, decrypt, encrypt } from '../../../core/protocol/envelope';
import { openHandshake, openPush } from '../../../core/protocol/openPush';
import { ProtocolError } from '../../../core/protocol/ProtocolError';
import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { readXml, type XmlElement, type XmlValue } from '../../../core/protocol/readXml';
import { openSealedMessage, sealMessage } from '../../../core/protocol/sealMessage';
import { sign } from '../../../core/protocol/signature';
import { writeXml, type XmlTree } from '../../../core/protocol/writeXml';
import * as arbitrary from './arbitraries';
import { assertUnchanged, hostileMessage, hostilePush } from './hostileTexts';
import { clock, compatible, open, plain, safe } from './receiver';
import {
	AES_KEY,
	APPID,
	encryptBlocks,
	layout,
	NOW,
	pad32,
	plainPush,
	safePush,
	signatureOf,
	TEXT_FIELDS,
	TOKEN,
	wrapEncrypted,
	type Push,
} from './witness';

/** How often and from which seed a rule is checked; the same values check the same inputs. */
export interface CheckParameters {
	seed: number;
	numRuns: number;
}

/** A rule of the protocol that holds for any input; checked a few times by the tests and very often by the fuzzer. */
export interface ProtocolRule {
	name: string;
	/** @returns a report with the smallest failing input found, or undefined when the rule held */
	check: (parameters: CheckParameters) => string | undefined;
}

function rule<T>(name: string, inputs: fc.Arbitrary<T>, holds: (input: T) => void): ProtocolRule {
	const check = (parameters: CheckParameters) => {
		const details = fc.check(fc.property(inputs, holds), parameters);
		return details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : undefined;
	};
	return { name, check };
}

/** What a call gives, or the refusal it ends in; any other error passes through and breaks the rule. */
function attempt<T>(call: () => T): T | ProtocolError {
	try {
		return call();
	} catch (error) {
		if (error instanceof ProtocolError) return error;
		throw error;
	}
}

function assertRefused(call: () => unknown): void {
	const result = attempt(call);
	ok(result instanceof ProtocolError, `accepted, giving ${JSON.stringify(result)}`);
}

/** How a written tree has to come back: as text, without what was left out, arrays only where there is a reason. */
function readBack(tree: XmlTree): XmlElement {
	const root: XmlElement = {};
	for (const [name, node] of Object.entries(tree)) {
		if (node === undefined) continue;
		const values = (Array.isArray(node) ? node : [node]).map(readBackOne);
		const [first] = values;
		if (first === undefined) continue;
		root[name] = values.length > 1 || ['fail_idx', 'item', 'List'].includes(name) ? values : first;
	}
	return root;
}

function readBackOne(node: string | number | bigint | XmlTree): XmlValue {
	if (typeof node !== 'object') return String(node);
	const children = readBack(node);
	return Object.keys(children).length > 0 ? children : '';
}

/** The elements of a generated document as the reader has to give them. */
function collect(read: arbitrary.Elements['read']): XmlElement {
	const names = [...new Set(read.map(([name]) => name))];
	const entries = names.map((name): [string, XmlValue] => {
		const values = read
			.filter(([other]) => other === name)
			.map(([, content]) => (typeof content === 'string' ? content : collect(content.read)));
		const [first = ''] = values;
		return [name, values.length > 1 || ['fail_idx', 'item', 'List'].includes(name) ? values : first];
	});
	return Object.fromEntries(entries);
}

type Change = 'replace' | 'remove' | 'insert';
const change = fc.constantFrom<Change>('replace', 'remove', 'insert');

function alterByte(bytes: Buffer, at: number, how: Change, value: number): Buffer {
	const rest = bytes.subarray(how === 'insert' ? at : at + 1);
	return Buffer.concat([bytes.subarray(0, at), Buffer.from(how === 'remove' ? [] : [value]), rest]);
}

const document = fc.oneof(
	arbitrary.markup,
	arbitrary.leaves,
	arbitrary.wellFormed.map(({ xml }) => xml),
);
const bytes = fc.oneof(
	fc.uint8Array({ maxLength: 80 }).map((values) => Buffer.from(values)),
	document.map((xml) => Buffer.from(xml)),
);
const query = fc.record(
	{
		signature: arbitrary.queryValue,
		msg_signature: arbitrary.queryValue,
		timestamp: arbitrary.queryValue,
		nonce: arbitrary.queryValue,
		echostr: arbitrary.queryValue,
	},
	{ requiredKeys: [] },
);
const account = fc.constantFrom(plain, compatible, safe, {
	...safe,
	previousEncodingAesKey: AES_KEY.toUpperCase(),
});

/** Authentic pushes with arbitrary content, by how deep the content lies. */
const AUTHENTIC = {
	bare: (content: Buffer): Push => plainPush(content),
	wrapped: (content: Buffer): Push => wrapEncrypted(content.toString('latin1').replaceAll(']]>', '')),
	sealed: (content: Buffer): Push => safePush(content),
	blocks: (content: Buffer): Push => {
		const missing = (32 - (content.length % 32)) % 32;
		return wrapEncrypted(encryptBlocks(Buffer.concat([content, Buffer.alloc(missing, missing)])));
	},
};

const validPush = safePush();
const ciphertextStart = validPush.body.indexOf('<Encrypt><![CDATA[') + '<Encrypt><![CDATA['.length;
const ciphertextEnd = validPush.body.indexOf(']]></Encrypt>');

export const PROTOCOL_RULES: readonly ProtocolRule[] = [
	rule(
		'encrypt writes what the witness writes, and decrypt gives it back',
		fc.tuple(arbitrary.text, arbitrary.appid, arbitrary.encodingAesKey, arbitrary.random16),
		([message, appid, keyText, random16]) => {
			const key = decodeAesKey(keyText);
			const encrypted = encrypt({ message, appid, key, random16 });
			strictEqual(encrypted, encryptBlocks(pad32(layout(message, appid, random16)), keyText));
			strictEqual(decrypt({ encrypted, appid, key }).toString(), message);
		},
	),
	rule(
		'decrypt refuses any other key and any other AppID',
		fc.tuple(
			arbitrary.text,
			arbitrary.appid,
			arbitrary.appid,
			arbitrary.encodingAesKey,
			arbitrary.encodingAesKey,
		),
		([message, appid, otherAppid, keyText, otherKeyText]) => {
			const key = decodeAesKey(keyText);
			const otherKey = decodeAesKey(otherKeyText);
			const encrypted = encryptBlocks(pad32(layout(message, appid)), keyText);
			if (!otherKey.equals(key)) assertRefused(() => decrypt({ encrypted, appid, key: otherKey }));
			if (otherAppid !== appid) assertRefused(() => decrypt({ encrypted, appid: otherAppid, key }));
		},
	),
	rule(
		'sign gives what the witness gives, in any order',
		fc.array(arbitrary.text, { maxLength: 6 }),
		(parts) => {
			strictEqual(sign(parts), signatureOf(parts));
			strictEqual(sign([...parts].reverse()), signatureOf(parts));
		},
	),
	rule('readStandardXml gives back what writeXml wrote', arbitrary.tree, (tree) => {
		deepStrictEqual(readStandardXml(writeXml(tree)), readBack(tree));
	}),
	rule(
		'readStandardXml reads every well-formed document for what it holds',
		arbitrary.wellFormed,
		({ xml, read }) => {
			deepStrictEqual(readStandardXml(xml), collect(read));
		},
	),
	rule(
		'readXml throws nothing but ProtocolError',
		fc.oneof(arbitrary.markup, arbitrary.text, arbitrary.codeUnits),
		(xml) => void attempt(() => readXml(xml)),
	),
	rule('readXml refuses no document that is well-formed', arbitrary.wellFormed, ({ xml }) => {
		ok(!(attempt(() => readXml(xml)) instanceof ProtocolError));
	}),
	rule(
		'openPush gives a hostile text as it was written, and nothing beside it',
		hostilePush,
		assertUnchanged,
	),
	rule(
		'openPush gives several hostile texts of a message as they were written',
		hostileMessage,
		assertUnchanged,
	),
	rule(
		'openPush and openHandshake refuse any unsigned request, with nothing but ProtocolError',
		fc.tuple(query, bytes, account),
		([given, body, receiver]) => {
			assertRefused(() => openPush({ query: given, body }, receiver, clock));
			assertRefused(() => openHandshake(given, TOKEN));
		},
	),
	rule(
		'openPush throws nothing but ProtocolError behind a right signature',
		fc.tuple(bytes, fc.constantFrom<keyof typeof AUTHENTIC>('bare', 'wrapped', 'sealed', 'blocks'), account),
		([content, depth, receiver]) => void attempt(() => openPush(AUTHENTIC[depth](content), receiver, clock)),
	),
	rule(
		'openPush refuses a safe push with an altered byte, unless the byte meant nothing',
		fc.tuple(fc.nat(validPush.body.length - 1), change, fc.nat(255)),
		([at, how, value]) => {
			const body = alterByte(validPush.body, at, how, value);
			const result = attempt(() => open({ ...validPush, body }));
			const inCiphertext = at < ciphertextEnd && at >= ciphertextStart + (how === 'insert' ? 1 : 0);
			if (inCiphertext && !body.equals(validPush.body)) ok(result instanceof ProtocolError);
			if (!(result instanceof ProtocolError)) deepStrictEqual(result.message, TEXT_FIELDS);
		},
	),
	rule(
		'openPush refuses a safe push with an altered character in the signed query',
		fc.tuple(
			fc.constantFrom('signature', 'msg_signature', 'timestamp', 'nonce'),
			fc.nat(1000),
			change,
			fc.integer({ min: 0x20, max: 0x7e }),
		),
		([name, position, how, value]) => {
			const right = Buffer.from(String(validPush.query[name]));
			const altered = alterByte(right, position % right.length, how, value);
			const given = { ...validPush.query, [name]: altered.toString() };
			if (!altered.equals(right)) assertRefused(() => open({ ...validPush, query: given }));
		},
	),
	rule(
		'openSealedMessage gives back what sealMessage sealed, and refuses it for other keys',
		fc.tuple(arbitrary.text, arbitrary.text, fc.nat(), arbitrary.random16, arbitrary.encodingAesKey),
		([xml, nonce, timestamp, random16, encodingAesKey]) => {
			const keys = { appid: APPID, token: TOKEN, encodingAesKey };
			const sealed = sealMessage(xml, keys, { timestamp, nonce, random16 });
			strictEqual(openSealedMessage(sealed, keys), xml);
			assertRefused(() => openSealedMessage(sealed, { ...keys, token: `${TOKEN}x` }));
			assertRefused(() => openSealedMessage(sealed, { ...keys, appid: `${APPID}x` }));
		},
	),
	rule(
		'openPush keeps the window to the second',
		fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.nat(1000)),
		([offset, windowSeconds]) => {
			const push = safePush(undefined, String(NOW + offset));
			const result = attempt(() => openPush(push, safe, { nowSeconds: NOW, windowSeconds }));
			strictEqual(
				!(result instanceof ProtocolError),
				windowSeconds === 0 || Math.abs(offset) <= windowSeconds,
			);
		},
	),
];
