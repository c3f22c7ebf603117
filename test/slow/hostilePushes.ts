import fc from 'fast-check';
import type { RawRequest } from '../nodes/harness/rawHttp';

/** A request to the server URL as its bytes say. */
export interface HostileRequest {
	/** Pairs of the query string as they are written, encoded. */
	pairs: string[];
	headers: Record<string, string>;
	body: Buffer;
}

/** What a change does to a push that was good. */
export type Effect =
	/** It is refused, whatever else is done to it. */
	| 'breaks'
	/** The signature does not cover it: taken or refused. */
	| 'open'
	/** It is taken as before. */
	| 'keeps';

interface Change {
	effect: Effect;
	apply(request: HostileRequest): void;
}

/** How a credential expects its pushes. */
export type Mode = 'plain' | 'compatible' | 'safe';

/** A push with these out of order is nobody's: in the sealed modes `signature` may be missing. */
const signedIn = (mode: Mode) =>
	fc.constantFrom('timestamp', 'nonce', mode === 'plain' ? 'signature' : 'msg_signature');

const nameOf = (pair: string) => pair.split('=', 1)[0] ?? '';
const replacePair = (request: HostileRequest, name: string, change: (value: string) => string[]) => {
	request.pairs = request.pairs.flatMap((pair) =>
		nameOf(pair) === name ? change(pair.slice(name.length + 1)) : [pair],
	);
};

/** Characters that parsers of queries, headers and XML trip over. */
const snippet = fc.constantFrom(
	']]>',
	'<![CDATA[',
	'<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
	'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
	'&c;&c;',
	'&#0;&#x110000;',
	'<Encrypt>',
	'</Encrypt>',
	'<Encrypt><![CDATA[AAAA]]></Encrypt>',
	'<FromUserName><![CDATA[oVICTIM]]></FromUserName>',
	'<MsgType><![CDATA[event]]></MsgType>',
	'<__proto__><![CDATA[x]]></__proto__>',
	'<constructor><prototype>x</prototype></constructor>',
	'<CreateTime>99999999999999999999999999</CreateTime>',
	'</xml>',
	'<xml>',
	'<xml></xml>',
	'<?xml version="1.1"?>',
	'<a>'.repeat(100),
	'\0',
	'\ufeff',
	'{"a":1}',
	' '.repeat(1000),
);

const queryChange = (signedName: fc.Arbitrary<string>): fc.Arbitrary<Change> =>
	fc.oneof(
		signedName.map((name): Change => ({
			effect: 'breaks',
			apply: (request) => replacePair(request, name, () => []),
		})),
		fc.tuple(signedName, fc.constantFrom('[]', '[a]', '[0]', '%5B%5D')).map(([name, suffix]): Change => ({
			effect: 'breaks',
			apply: (request) => replacePair(request, name, (value) => [`${name}${suffix}=${value}`]),
		})),
		fc.tuple(signedName, fc.string({ unit: 'binary', maxLength: 8 })).map(([name, other]): Change => ({
			effect: 'breaks',
			apply: (request) =>
				replacePair(request, name, (value) => [`${name}=${value}`, `${name}=${encodeURIComponent(other)}`]),
		})),
		signedName.map((name): Change => ({
			effect: 'breaks',
			apply: (request) => replacePair(request, name, (value) => [`${name.toUpperCase()}=${value}`]),
		})),
		fc
			.tuple(signedName, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }))
			.map(([name, more]): Change => ({
				effect: 'breaks',
				apply: (request) =>
					replacePair(request, name, (value) => [`${name}=${value}${encodeURIComponent(more)}`]),
			})),
		// Several of these together stay below the 16 KB of a request's head, above which Node.js itself answers 431.
		signedName.map((name): Change => ({
			effect: 'breaks',
			apply: (request) => replacePair(request, name, (value) => [`${name}=${value}${'7'.repeat(1000)}`]),
		})),
		fc.constant<Change>({
			effect: 'keeps',
			apply: (request) => void request.pairs.reverse(),
		}),
		fc
			.constantFrom(
				'a=b',
				'__proto__%5Btoken%5D=x',
				'hasOwnProperty=x',
				'=',
				'a%5Bb%5D=1',
				'toString',
				'%00=1',
			)
			.map((pair): Change => ({ effect: 'keeps', apply: (request) => void request.pairs.unshift(pair) })),
		signedName.map((name): Change => ({
			effect: 'keeps',
			apply: (request) =>
				replacePair(request, name, (value) => [
					`${name}=${value.replace(/^\w/, (first) => `%${first.charCodeAt(0).toString(16)}`)}`,
				]),
		})),
	);

const headerChange: fc.Arbitrary<Change> = fc.oneof(
	fc
		.constantFrom(
			'text/plain',
			'application/json',
			'multipart/form-data; boundary=x',
			'text/xml; charset=gbk',
			'',
		)
		.map((type): Change => ({
			effect: 'keeps',
			apply: ({ headers }) => void (headers['Content-Type'] = type),
		})),
	fc.constantFrom('gzip', 'deflate', 'br', 'x').map((encoding): Change => ({
		effect: 'breaks',
		apply: ({ headers }) => void (headers['Content-Encoding'] = encoding),
	})),
	fc
		.constantFrom(
			'X-Forwarded-For',
			'X-HTTP-Method-Override',
			'Cookie',
			'X-Wechat-Relayed',
			'Authorization',
			'Origin',
		)
		.map((name): Change => ({ effect: 'keeps', apply: ({ headers }) => void (headers[name] = 'null') })),
);

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** `open`: in the sealed modes the envelope may be anything as long as the ciphertext stays as it is. */
const bodyChange: fc.Arbitrary<Change> = fc.oneof(
	fc.tuple(place, snippet).map(([at, text]): Change => ({
		effect: 'open',
		apply(request) {
			const { body } = request;
			const cut = Math.floor(at * (body.length + 1));
			request.body = Buffer.concat([body.subarray(0, cut), Buffer.from(text), body.subarray(cut)]);
		},
	})),
	fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, bits]): Change => ({
		effect: 'open',
		apply(request) {
			if (request.body.length === 0) return;
			const changed = Buffer.from(request.body);
			const index = Math.floor(at * changed.length);
			changed.writeUInt8((changed[index] ?? 0) ^ bits, index);
			request.body = changed;
		},
	})),
	fc.tuple(place, place).map(([from, to]): Change => ({
		effect: 'open',
		apply(request) {
			const { body } = request;
			request.body = Buffer.concat([
				body.subarray(0, Math.floor(from * body.length)),
				body.subarray(Math.floor(to * body.length)),
			]);
		},
	})),
	fc
		.constantFrom<(body: Buffer) => Buffer>(
			(body) => Buffer.concat([body, body]),
			(body) => Buffer.from(body.toString(), 'utf16le'),
			(body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
			(body) => Buffer.concat([body, Buffer.from([0xc4, 0xe3, 0xba, 0xc3])]),
			() => Buffer.alloc(0),
		)
		.map((change): Change => ({
			effect: 'open',
			apply: (request) => void (request.body = change(request.body)),
		})),
);

/**
 * A few changes of one push, and what they come to together.
 *
 * @param mode of the credential
 */
export function changesIn(mode: Mode): fc.Arbitrary<Change> {
	const query = queryChange(signedIn(mode));
	return fc
		.array(fc.oneof(query, query, headerChange, bodyChange), { minLength: 1, maxLength: 3 })
		.map((list) => ({
			effect:
				(['breaks', 'open'] as const).find((effect) => list.some((one) => one.effect === effect)) ?? 'keeps',
			apply: (request) => list.forEach((one) => one.apply(request)),
		}));
}

/**
 * The request as bytes.
 *
 * @param method GET for the check of the URL
 * @param url of the trigger
 */
export function rawRequest(method: 'GET' | 'POST', url: string, request: HostileRequest): RawRequest {
	return { method, url: `${url}?${request.pairs.join('&')}`, headers: request.headers, body: request.body };
}
