import { open, plain, safe, withQuery, withoutQuery } from './receiver';
import { faultOf, refusalOf } from './refusal';
import { NOW, plainPush, safePush, seal, TEXT_MESSAGE, wrapEncrypted } from './witness';

describe('openPush refuses by signature', () => {
	test('another token', () => {
		expect(faultOf(() => open(safePush(), { ...safe, token: 'Spamtest' }))).toBe('signature');
		expect(faultOf(() => open(plainPush(), { ...plain, token: 'Spamtest' }))).toBe('signature');
	});

	test.each(['timestamp', 'nonce'])('a %s other than the signed one', (name) => {
		const other = { [name]: String(NOW + 1) };
		expect(faultOf(() => open(withQuery(plainPush(), other), plain))).toBe('signature');
		expect(faultOf(() => open(withoutQuery(withQuery(safePush(), other), 'signature')))).toBe('signature');
	});

	test('a plain push without signature', () => {
		expect(faultOf(() => open(withoutQuery(plainPush(), 'signature'), plain))).toBe('signature');
	});

	test('a safe push without msg_signature, even if its plain signature is right', () => {
		expect(faultOf(() => open(withoutQuery(safePush(), 'msg_signature')))).toBe('signature');
	});

	test('the plain signature in place of msg_signature', () => {
		const push = safePush();
		expect(faultOf(() => open(withQuery(push, { msg_signature: push.query.signature })))).toBe('signature');
	});

	test('a wrong plain signature beside a right msg_signature', () => {
		expect(faultOf(() => open(withQuery(safePush(), { signature: 'x' })))).toBe('signature');
		expect(faultOf(() => open(withQuery(safePush(), { signature: '' })))).toBe('signature');
	});

	test('the ciphertext of another push', () => {
		const other = wrapEncrypted(seal('<xml><Content>other</Content></xml>'));
		expect(faultOf(() => open({ query: safePush().query, body: other.body }))).toBe('signature');
	});

	const push = safePush();
	const values = (right: unknown): [string, unknown][] => [
		['an array', [right]],
		['an array of two', [right, right]],
		['an object', { $ne: '' }],
		['an object that prints it', { toString: () => right }],
		['a number', 0],
		['true', true],
		['null', null],
	];
	test.each(
		['signature', 'msg_signature'].flatMap((name) =>
			values(push.query[name]).map(([what, value]) => ({ name, what, value })),
		),
	)('$what as $name', ({ name, value }) => {
		expect(faultOf(() => open(withQuery(push, { [name]: value })))).toBe('signature');
	});

	test.each(
		['timestamp', 'nonce'].flatMap((name) =>
			values(push.query[name]).map(([what, value]) => ({ name, what, value })),
		),
	)('$what as $name, as malformed and naming it', ({ name, value }) => {
		const refusal = refusalOf(() => open(withQuery(push, { [name]: value })));
		expect(refusal).toMatchObject({ fault: 'malformed', message: expect.stringContaining(name) });
	});

	test.each(['timestamp', 'nonce'])('a missing or empty %s, as malformed and naming it', (name) => {
		for (const broken of [withoutQuery(push, name), withQuery(push, { [name]: '' })]) {
			const refusal = refusalOf(() => open(broken));
			expect(refusal).toMatchObject({ fault: 'malformed', message: expect.stringContaining(name) });
		}
	});

	test('an empty query', () => {
		expect(faultOf(() => open({ query: {}, body: push.body }))).toBe('malformed');
	});
});

describe('openPush refuses a downgrade', () => {
	test.each(['safe', 'compatible'] as const)(
		'a plain push in %s mode, though its signature is right',
		(mode) => {
			expect(faultOf(() => open(plainPush(), { ...safe, mode }))).toBe('plaintext');
		},
	);

	test('a plain push that claims to be encrypted', () => {
		const push = withQuery(plainPush(), {
			encrypt_type: 'aes',
			msg_signature: safePush().query.msg_signature,
		});
		expect(faultOf(() => open(push))).toBe('plaintext');
	});

	test('an envelope that claims to be plain is opened as one', () => {
		expect(open(withQuery(safePush(), { encrypt_type: 'raw' })).encrypted).toBe(true);
	});

	test('an envelope in plain mode, saying that the modes differ', () => {
		const refusal = refusalOf(() => open(safePush(), plain));
		expect(refusal).toMatchObject({
			fault: 'malformed',
			message: expect.stringMatching(/mode of the WeChat console/),
		});
	});

	test('an Encrypt element with children', () => {
		const push = safePush();
		const body = push.body.toString().replace(/<Encrypt>.*<\/Encrypt>/, '<Encrypt><A>1</A></Encrypt>');
		expect(faultOf(() => open({ ...push, body: Buffer.from(body) }))).toBe('plaintext');
	});

	test('more ciphertexts behind the real one than any push has, without hashing them all', () => {
		const push = safePush();
		const many = '<Encrypt>AAAA</Encrypt>'.repeat(64);
		const body = push.body.toString().replace('</xml>', `${many}</xml>`);
		expect(faultOf(() => open({ ...push, body: Buffer.from(body) }))).toBe('signature');
	});

	test('an empty Encrypt element, by its signature and then by its content', () => {
		const body = Buffer.from('<xml><Encrypt></Encrypt></xml>');
		expect(faultOf(() => open({ query: safePush().query, body }))).toBe('signature');
		expect(faultOf(() => open({ query: wrapEncrypted('').query, body }))).toBe('malformed');
	});
});

describe('openPush refuses an altered byte', () => {
	const original = safePush();
	const text = original.body.toString();
	const start = text.indexOf('<Encrypt><![CDATA[') + '<Encrypt><![CDATA['.length;
	const end = text.indexOf(']]></Encrypt>');

	test('anywhere in the ciphertext', () => {
		for (let position = start; position < end; position++) {
			const body = Buffer.from(original.body);
			body[position] = body[position] === 0x41 ? 0x42 : 0x41;
			expect([position, faultOf(() => open({ ...original, body }))]).toEqual([position, 'signature']);
		}
	});

	test('anywhere in the signed query', () => {
		for (const name of ['signature', 'msg_signature', 'timestamp', 'nonce']) {
			const right = String(original.query[name]);
			for (let position = 0; position < right.length; position++) {
				const digit = right[position] === '1' ? '2' : '1';
				const query = { [name]: right.slice(0, position) + digit + right.slice(position + 1) };
				expect([name, position, faultOf(() => open(withQuery(original, query)))]).toEqual([
					name,
					position,
					'signature',
				]);
			}
		}
	});

	test('in padding, AppID and length of an envelope that was signed again', () => {
		const bytes = Buffer.from(seal(TEXT_MESSAGE), 'base64');
		// A changed ciphertext block garbles its own plain text, so the last two blocks reach AppID and padding.
		for (let position = bytes.length - 32; position < bytes.length; position++) {
			const changed = Buffer.from(bytes);
			changed[position] = (changed[position] ?? 0) ^ 1;
			expect(['decrypt', 'appid']).toContain(faultOf(() => open(wrapEncrypted(changed.toString('base64')))));
		}
		// Bytes 0 to 3 of the first block flip bits of the length field in the next one.
		for (let position = 0; position < 4; position++) {
			const changed = Buffer.from(bytes);
			changed[position] = (changed[position] ?? 0) ^ 0x80;
			expect(['decrypt', 'appid']).toContain(faultOf(() => open(wrapEncrypted(changed.toString('base64')))));
		}
	});

	test('at either end, missing or added', () => {
		const encrypted = text.slice(start, end);
		for (const altered of [
			encrypted.slice(4),
			encrypted.slice(0, -4),
			`AAAA${encrypted}`,
			`${encrypted}AAAA`,
		]) {
			const body = Buffer.from(text.replace(encrypted, altered));
			expect(faultOf(() => open({ ...original, body }))).toBe('signature');
		}
	});
});
