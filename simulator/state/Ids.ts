import { createHash } from 'node:crypto';

/** Plain data of the id source, kept in the store: four 32-bit words and a serial number. */
export interface IdState {
	words: [number, number, number, number];
	serial: number;
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const URL_SAFE = `${ALPHANUMERIC}-_`;
const HEX = '0123456789abcdef';
/** Spreads a serial number over 15 decimal digits; coprime with 10^15, so values do not repeat. */
const SPREAD = 10n ** 15n;
const STRIDE = 381_966_011_250_107n;

/** @param seed any text: the same seed gives the same ids in the same order */
export function createIdState(seed: string): IdState {
	const digest = createHash('sha256').update(seed).digest();
	return {
		words: [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)],
		serial: 0,
	};
}

/** Ids and random numbers of the platform: reproducible, in the official lengths and alphabets. Not for real secrets. */
export class Ids {
	/** @param state returns the id source's data in the current store */
	constructor(private readonly state: () => IdState) {}

	/** Uniform in [0, 1). */
	fraction(): number {
		return this.next() / 2 ** 32;
	}

	/** `wx` and 16 hex digits. */
	appid(): string {
		return `wx${this.text(16, HEX)}`;
	}

	/** AppSecret: 32 hex digits. */
	secret(): string {
		return this.text(32, HEX);
	}

	/** Original id of an account: `gh_` and 12 hex digits. */
	originalId(): string {
		return `gh_${this.text(12, HEX)}`;
	}

	/** Callback Token: 16 letters and digits. */
	callbackToken(): string {
		return this.text(16, ALPHANUMERIC);
	}

	/** EncodingAESKey: 43 letters and digits. */
	encodingAesKey(): string {
		return this.text(43, ALPHANUMERIC);
	}

	/** 28 characters beginning with `o`. */
	openid(): string {
		return `o${this.text(27, URL_SAFE)}`;
	}

	/** 29 characters beginning with `o6_`. */
	unionid(): string {
		return `o6_${this.text(26, URL_SAFE)}`;
	}

	/** 43 URL-safe characters. */
	templateId(): string {
		return this.text(43, URL_SAFE);
	}

	/** An opaque access token of 136 characters. */
	accessToken(): string {
		return `${10 + (this.next() % 90)}_${this.text(133, URL_SAFE)}`;
	}

	/** Media id of temporary material: 64 URL-safe characters. */
	mediaId(): string {
		return this.text(64, URL_SAFE);
	}

	/** Decimal digits, as used for nonces. */
	nonce(): string {
		return String(1_000_000_000 + (this.next() % 1_000_000_000));
	}

	/** Letters and digits of the given length. */
	alphanumeric(length: number): string {
		return this.text(length, ALPHANUMERIC);
	}

	/** 16 random bytes for one envelope. */
	random16(): Buffer {
		const bytes = Buffer.alloc(16);
		for (let offset = 0; offset < 16; offset += 4) bytes.writeUInt32LE(this.next(), offset);
		return bytes;
	}

	/** Number of a failed request: seconds of the moment and two random parts, 8 hex digits each. */
	rid(nowSeconds: number): string {
		return [nowSeconds, this.next(), this.next()].map((word) => word.toString(16).padStart(8, '0')).join('-');
	}

	/** `msgid` of an outgoing message: 19 digits, above 2^53, never twice. */
	outgoingMessageId(): bigint {
		return 3_303_000_000_000_000_000n + this.spread();
	}

	/** `MsgId` of an incoming message: 17 digits, above 2^53, never twice. */
	incomingMessageId(): bigint {
		return 24_000_000_000_000_000n + this.spread();
	}

	/** A small number, counting up from 1 across all kinds. */
	serial(): number {
		const state = this.state();
		state.serial += 1;
		return state.serial;
	}

	private spread(): bigint {
		return (BigInt(this.serial()) * STRIDE) % SPREAD;
	}

	private text(length: number, alphabet: string): string {
		let text = '';
		for (let index = 0; index < length; index++) text += alphabet.charAt(this.next() % alphabet.length);
		return text;
	}

	/** The pseudorandom number generator sfc32. */
	private next(): number {
		const { words } = this.state();
		const [a, b, c, counter] = words;
		const sum = (a + b + counter) >>> 0;
		words[0] = (b ^ (b >>> 9)) >>> 0;
		words[1] = (c + (c << 3)) >>> 0;
		words[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
		words[3] = (counter + 1) >>> 0;
		return sum;
	}
}
