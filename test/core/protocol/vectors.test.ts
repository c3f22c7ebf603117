import { decodeAesKey, decrypt, encrypt } from '../../../core/protocol/envelope';
import { openHandshake, openPush } from '../../../core/protocol/openPush';
import { signPage } from '../../../core/protocol/signPage';
import { sign } from '../../../core/protocol/signature';
import { faultOf } from './refusal';
import { NEGATIVE_CASES, textOf, vectorById, vectorsOfKind, type Vector } from './vectors';
import { decryptBlocks } from './witness';

/** The same text with its last character replaced by a neighbor. */
function neighbor(text: string): string {
	const last = text.charCodeAt(text.length - 1);
	return text.slice(0, -1) + String.fromCharCode(last === 0x61 ? 0x62 : 0x61);
}

/** Swaps one base64 character in the middle for another, so that the text stays well-formed base64. */
function flipMiddle(base64: string): string {
	const middle = base64.length >> 1;
	return base64.slice(0, middle) + (base64[middle] === 'A' ? 'B' : 'A') + base64.slice(middle + 1);
}

function keyOf(vector: Vector): Buffer {
	return decodeAesKey(textOf(vector, 'encoding_aes_key'));
}

function safeRequest(
	vector: Vector,
	msgSignature = textOf(vector, 'msg_signature'),
	encrypt = textOf(vector, 'encrypt'),
) {
	return {
		query: {
			signature: textOf(vector, 'signature'),
			timestamp: textOf(vector, 'timestamp'),
			nonce: textOf(vector, 'nonce'),
			encrypt_type: 'aes',
			msg_signature: msgSignature,
		},
		body: Buffer.from(`<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`),
	};
}

function safeAccount(vector: Vector, appid = textOf(vector, 'appid')) {
	return {
		appid,
		token: textOf(vector, 'token'),
		mode: 'safe',
		encodingAesKey: textOf(vector, 'encoding_aes_key'),
	} as const;
}

const anyTime = { nowSeconds: 0, windowSeconds: 0 };

describe('signature vectors', () => {
	test.each(vectorsOfKind('signature'))('$id: sign gives the published signature', ({ vector }) => {
		const parts = [textOf(vector, 'token'), textOf(vector, 'timestamp'), textOf(vector, 'nonce')];
		expect(sign(parts)).toBe(textOf(vector, 'signature'));
	});

	test.each(vectorsOfKind('signature'))(
		'$id: one other character in any part gives another signature',
		({ vector }) => {
			const parts = [textOf(vector, 'token'), textOf(vector, 'timestamp'), textOf(vector, 'nonce')];
			for (const changed of parts.keys()) {
				const wrong = parts.map((part, index) => (index === changed ? neighbor(part) : part));
				expect(sign(wrong)).not.toBe(textOf(vector, 'signature'));
			}
		},
	);

	test('handshake-get: openHandshake answers the expected reply and nothing around it', () => {
		const vector = vectorById('handshake-get');
		const { token, expected_reply: reply, ...query } = vector;
		expect(openHandshake(query, String(token))).toBe(reply);
	});

	test('handshake-get: a signature with one other digit is refused', () => {
		const vector = vectorById('handshake-get');
		const query = { ...vector, signature: neighbor(textOf(vector, 'signature')) };
		expect(faultOf(() => openHandshake(query, textOf(vector, 'token')))).toBe('signature');
	});
});

describe('decryption vectors', () => {
	const vectors = vectorsOfKind('decrypt');

	test.each(vectors)('$id: decrypt gives the published plain text', ({ vector }) => {
		const opened = decrypt({
			encrypted: textOf(vector, 'encrypt'),
			appid: textOf(vector, 'appid'),
			key: keyOf(vector),
		});
		expect(opened.toString()).toBe(textOf(vector, 'plaintext'));
		expect(opened).toHaveLength(Number(vector.msg_len));
	});

	test.each(vectors)(
		'$id: encrypt with the same random bytes gives the published ciphertext',
		({ vector }) => {
			const random16 = Buffer.from(textOf(vector, 'random16'));
			const input = {
				message: textOf(vector, 'plaintext'),
				appid: textOf(vector, 'appid'),
				key: keyOf(vector),
				random16,
			};
			expect(encrypt(input)).toBe(textOf(vector, 'encrypt'));
		},
	);

	test.each(vectors)(
		'$id: another AppID, another key and a shortened ciphertext are refused',
		({ vector }) => {
			const right = {
				encrypted: textOf(vector, 'encrypt'),
				appid: textOf(vector, 'appid'),
				key: keyOf(vector),
			};
			const otherKey = decodeAesKey(neighbor(textOf(vector, 'encoding_aes_key').slice(0, -1)) + 'A');
			expect(faultOf(() => decrypt({ ...right, appid: neighbor(right.appid) }))).toBe('appid');
			expect(faultOf(() => decrypt({ ...right, key: otherKey }))).toBe('decrypt');
			expect(faultOf(() => decrypt({ ...right, encrypted: right.encrypted.slice(0, -4) }))).toBe('malformed');
		},
	);

	test.each(vectors.filter(({ vector }) => vector.msg_signature))(
		'$id: sign gives the published msg_signature',
		({ vector }) => {
			const parts = ['token', 'timestamp', 'nonce', 'encrypt'].map((field) => textOf(vector, field));
			expect(sign(parts)).toBe(textOf(vector, 'msg_signature'));
			expect(sign(parts.slice(0, 3))).toBe(textOf(vector, 'signature'));
			expect(sign([...parts.slice(0, 3), flipMiddle(textOf(vector, 'encrypt'))])).not.toBe(
				textOf(vector, 'msg_signature'),
			);
		},
	);

	test('tencent-cryptodemo-xml: openPush reads the whole push', () => {
		const vector = vectorById('tencent-cryptodemo-xml');
		expect(openPush(safeRequest(vector), safeAccount(vector), anyTime)).toEqual({
			message: {
				ToUserName: 'gh_10f6c3c3ac5a',
				FromUserName: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
				CreateTime: '1409735668',
				MsgType: 'text',
				Content: 'abcdteT',
				MsgId: '6054768590064713728',
			},
			encrypted: true,
			nonce: '1320562132',
		});
	});

	test('push-safe: openPush refuses the JSON content only after the envelope proved authentic', () => {
		const vector = vectorById('push-safe');
		expect(faultOf(() => openPush(safeRequest(vector), safeAccount(vector), anyTime))).toBe('malformed');
	});
});

describe('encryption vectors', () => {
	const vectors = vectorsOfKind('encrypt');
	const inputOf = (vector: Vector) => ({
		message: textOf(vector, 'plaintext'),
		appid: textOf(vector, 'appid'),
		key: keyOf(vector),
		random16: Buffer.from(textOf(vector, 'random16')),
	});

	test.each(vectors)('$id: encrypt gives the published ciphertext, decrypt the plain text', ({ vector }) => {
		const input = inputOf(vector);
		expect(encrypt(input)).toBe(textOf(vector, 'encrypt'));
		const opened = decrypt({ encrypted: textOf(vector, 'encrypt'), appid: input.appid, key: input.key });
		expect(opened.toString()).toBe(input.message);
	});

	test.each(vectors)(
		'$id: one other character in message, AppID or random bytes gives another ciphertext',
		({ vector }) => {
			const input = inputOf(vector);
			const published = textOf(vector, 'encrypt');
			expect(encrypt({ ...input, message: neighbor(input.message) })).not.toBe(published);
			expect(encrypt({ ...input, appid: neighbor(input.appid) })).not.toBe(published);
			expect(encrypt({ ...input, random16: Buffer.from(neighbor(textOf(vector, 'random16'))) })).not.toBe(
				published,
			);
		},
	);

	test.each(vectors.filter(({ vector }) => vector.pad_byte))(
		'$id: the padding is $vector.pad_byte bytes of that value',
		({ vector }) => {
			const plain = decryptBlocks(encrypt(inputOf(vector)), textOf(vector, 'encoding_aes_key'));
			const pad = Number(vector.pad_byte);
			expect(plain.subarray(-pad)).toEqual(Buffer.alloc(pad, pad));
			expect(plain.subarray(0, -pad).toString().endsWith(textOf(vector, 'appid'))).toBe(true);
		},
	);

	test('reply-safe: sign gives the published msg_signature, for other parts another one', () => {
		const vector = vectorById('reply-safe');
		const parts = ['token', 'timestamp', 'nonce', 'encrypt'].map((field) => textOf(vector, field));
		expect(sign(parts)).toBe(textOf(vector, 'msg_signature'));
		expect(sign(parts.map(neighbor))).not.toBe(textOf(vector, 'msg_signature'));
	});
});

describe('JS-SDK vectors', () => {
	const page = (vector: Vector) => ({
		ticket: textOf(vector, 'jsapi_ticket'),
		nonceStr: textOf(vector, 'noncestr'),
		timestamp: textOf(vector, 'timestamp'),
		url: textOf(vector, 'url'),
	});

	test.each(vectorsOfKind('jsapi'))(
		'$id: signPage gives the published signature, for no other value',
		({ vector }) => {
			const right = page(vector);
			expect(signPage(right)).toBe(textOf(vector, 'signature'));
			expect(signPage({ ...right, timestamp: Number(right.timestamp) })).toBe(textOf(vector, 'signature'));
			for (const [field, value] of Object.entries(right)) {
				expect(signPage({ ...right, [field]: neighbor(value) })).not.toBe(textOf(vector, 'signature'));
			}
		},
	);
});

describe('negative cases of the vectors', () => {
	const cases: Record<string, () => void> = {
		'push-safe: use signature instead of msg_signature': () => {
			const vector = vectorById('push-safe');
			const request = safeRequest(vector, textOf(vector, 'signature'));
			expect(faultOf(() => openPush(request, safeAccount(vector), anyTime))).toBe('signature');
		},
		'push-safe: flip one character of encrypt': () => {
			const vector = vectorById('push-safe');
			const request = safeRequest(vector, undefined, flipMiddle(textOf(vector, 'encrypt')));
			expect(faultOf(() => openPush(request, safeAccount(vector), anyTime))).toBe('signature');
		},
		'push-safe: other AppID configured': () => {
			const vector = vectorById('push-safe');
			const account = safeAccount(vector, neighbor(textOf(vector, 'appid')));
			expect(faultOf(() => openPush(safeRequest(vector), account, anyTime))).toBe('appid');
		},
		'handshake-get: reply with a trailing newline or JSON quotes': () => {
			const vector = vectorById('handshake-get');
			const reply = openHandshake(vector, textOf(vector, 'token'));
			expect(Buffer.from(reply)).toEqual(Buffer.from(textOf(vector, 'expected_reply')));
		},
		'jssdk-config: URL with #fragment': () => {
			const vector = vectorById('jssdk-config');
			const ticket = textOf(vector, 'jsapi_ticket');
			const values = { ticket, nonceStr: textOf(vector, 'noncestr'), timestamp: textOf(vector, 'timestamp') };
			const url = textOf(vector, 'url');
			expect(signPage({ ...values, url: `${url}#wechat_redirect` })).toBe(textOf(vector, 'signature'));
			expect(signPage({ ...values, url: `${url}#a#b` })).toBe(textOf(vector, 'signature'));
			expect(signPage({ ...values, url: `${url}%23wechat_redirect` })).not.toBe(textOf(vector, 'signature'));
		},
	};

	test.each(NEGATIVE_CASES)('$base: $change → $expect', ({ base, change }) => {
		const check = cases[`${base}: ${change}`];
		expect(check).toBeDefined();
		check?.();
	});
});
