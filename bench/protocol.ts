import { createDecipheriv, hash } from 'node:crypto';
import { decodeAesKey, encrypt } from '../core/protocol/envelope';
import { openPush, type PushRequest } from '../core/protocol/openPush';
import { sign } from '../core/protocol/signature';
import { writeXml } from '../core/protocol/writeXml';
import { median } from './measure';

/** One side of a ratio. */
export interface Timed {
	/** Processor time per call in microseconds, garbage collection included, median of the rounds. */
	microseconds: number;
	/** Calls in all rounds. */
	runs: number;
}

/** Opening a push in safe mode compared with its cryptography alone; a ratio of 1 would mean that nothing else costs time. */
export type ProtocolBench = Record<string, { ratio: number; ours: Timed; theirs: Timed; rounds: number }>;

const ACCOUNT = {
	appid: 'wx2c2769f8efd9abc2',
	token: 'benchToken',
	mode: 'safe',
	encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const;
const CLOCK = { nowSeconds: 1_700_000_000, windowSeconds: 300 };
const SENTENCE = '订单 42 已发货 shipped. ';

/** Number of different messages, so that neither side can optimize for a single one. */
const MESSAGES = 32;

/**
 * Long enough for each side to pay for its own garbage: in shorter batches, the garbage of the cheap side is collected during the other's.
 */
const BATCH_MICROSECONDS = 100_000;

interface Sample {
	request: PushRequest;
	/** Input of the two bare steps: the text to hash, and the base64 text to decrypt. */
	concatenation: string;
	encrypted: string;
}

function sample(size: number, index: number): Sample {
	const fields = {
		ToUserName: 'gh_0123456789ab',
		FromUserName: 'oUSER000000000000000000000001',
		CreateTime: 1_700_000_000,
	};
	const message = (Content: string) =>
		writeXml({ ...fields, MsgType: 'text', Content, MsgId: 24_105_763_409_812_345_678n });
	const room = size - Buffer.byteLength(message(''));
	const sentences = SENTENCE.repeat(Math.floor(room / Buffer.byteLength(SENTENCE)));
	const xml = message(sentences + 'x'.repeat(room - Buffer.byteLength(sentences)));
	const random16 = Buffer.alloc(16, index);
	const encrypted = encrypt({
		message: xml,
		appid: ACCOUNT.appid,
		key: decodeAesKey(ACCOUNT.encodingAesKey),
		random16,
	});
	const timestamp = String(CLOCK.nowSeconds);
	const nonce = String(1_320_562_132 + index);
	const query = {
		signature: sign([ACCOUNT.token, timestamp, nonce]),
		timestamp,
		nonce,
		openid: fields.FromUserName,
		encrypt_type: 'aes',
		msg_signature: sign([ACCOUNT.token, timestamp, nonce, encrypted]),
	};
	const body = Buffer.from(writeXml({ ToUserName: fields.ToUserName, Encrypt: encrypted }));
	const concatenation = [ACCOUNT.token, timestamp, nonce, encrypted].sort().join('');
	return { request: { query, body }, concatenation, encrypted };
}

function openSafePush({ request }: Sample): void {
	openPush(request, ACCOUNT, CLOCK);
}

const KEY = decodeAesKey(ACCOUNT.encodingAesKey);
const IV = KEY.subarray(0, 16);

/** The fastest way to do the same work with node:crypto: one-shot SHA-1, base64, AES without padding. */
function rawCrypto({ concatenation, encrypted }: Sample): void {
	hash('sha1', concatenation);
	const decipher = createDecipheriv('aes-256-cbc', KEY, IV).setAutoPadding(false);
	decipher.update(Buffer.from(encrypted, 'base64'));
	decipher.final();
}

/** Calls until the batch is over. Processor time, unlike wall-clock time, excludes other programs. */
function batch(
	call: (input: Sample) => void,
	samples: readonly Sample[],
): { microseconds: number; runs: number } {
	const start = process.cpuUsage();
	let runs = 0;
	let used = 0;
	while (used < BATCH_MICROSECONDS) {
		for (const one of samples) call(one);
		runs += samples.length;
		const { user, system } = process.cpuUsage(start);
		used = user + system;
	}
	return { microseconds: used / runs, runs };
}

function compare(size: number, rounds: number): ProtocolBench[string] {
	const samples = Array.from({ length: MESSAGES }, (_, index) => sample(size, index));
	const sides = { ours: openSafePush, theirs: rawCrypto };
	const measured: Record<keyof typeof sides, Timed[]> = { ours: [], theirs: [] };
	for (let round = -3; round < rounds; round++) {
		const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
		for (const side of order) {
			const one = batch(sides[side], samples);
			// The first rounds only warm up the engine.
			if (round >= 0) measured[side].push(one);
		}
	}
	const summary = (side: keyof typeof sides): Timed => ({
		microseconds: Number(median(measured[side].map(({ microseconds }) => microseconds)).toFixed(2)),
		runs: measured[side].reduce((sum, { runs }) => sum + runs, 0),
	});
	const [ours, theirs] = [summary('ours'), summary('theirs')];
	return { ratio: Number((ours.microseconds / theirs.microseconds).toFixed(3)), ours, theirs, rounds };
}

/**
 * Measures what receiving a safe push costs beyond its cryptography, for messages of 1 kB and 60 kB of mixed Chinese and
 * English text. Ours: openPush with both signatures, decryption and both documents. Theirs: see rawCrypto.
 *
 * @param options `rounds` of one batch per side, in turns
 * @param log gets one line per size
 */
export function benchProtocol(options: { rounds: number }, log: (line: string) => void): ProtocolBench {
	const sizes = { 'protocol.safe_push_vs_raw_crypto': 1000, 'protocol.safe_push_vs_raw_crypto_60kB': 60_000 };
	const results: ProtocolBench = {};
	for (const [name, size] of Object.entries(sizes)) {
		const result = compare(size, options.rounds);
		results[name] = result;
		log(`${size} bytes: ${result.ours.microseconds} µs ÷ ${result.theirs.microseconds} µs = ${result.ratio}`);
	}
	return results;
}
