import { type ForgedPush, forgePush, nextText } from '../nodes/trigger/forgePush';
import { AFTER_SIGNATURE } from '../nodes/trigger/refusedPushes';
import { TriggerHost } from '../nodes/trigger/triggerHost';
import { median } from '../../bench/measure';

/** Taken in turns, so that whatever else the machine does falls on all rows alike. */
const ROUNDS = 200;

const BEFORE_SIGNATURE: ReadonlyArray<readonly [what: string, push: () => ForgedPush]> = [
	['wrong signature', () => changed({ signature: 'f'.repeat(40) })],
	['no signature of either kind', () => changed({ signature: undefined, msg_signature: undefined })],
	['no timestamp', () => changed({ timestamp: undefined })],
	['a mebibyte of XML without signature', () => large({ signature: undefined })],
	['a mebibyte of XML with a wrong one', () => large({ signature: 'f'.repeat(40) })],
];

function changed(
	change: Record<string, string | undefined>,
	push = forgePush(nextText(), { mode: 'safe' }),
): ForgedPush {
	const query = Object.entries({ ...push.query, ...change }).filter(([, value]) => value !== undefined);
	return { ...push, query: Object.fromEntries(query) as Record<string, string> };
}

function large(change: Record<string, string | undefined>): ForgedPush {
	const push = changed(change);
	return { ...push, body: `<xml>${'<A><![CDATA[x]]></A>'.repeat(52_000)}</xml>` };
}

/** Prints how every refused push looks from outside, one row each, with its median time over a loopback socket. */
test('every push that is refused is refused in the same words', async () => {
	const host = await new TriggerHost({ credential: { messageEncryption: 'safe' } }).start();
	const rows = [...BEFORE_SIGNATURE, ...AFTER_SIGNATURE].map(([what, push]) => ({
		what,
		push: push(),
		times: [] as number[],
		seen: new Set<string>(),
	}));
	for (let round = 0; round < ROUNDS; round++) {
		for (const row of rows) {
			const begun = performance.now();
			const { status, data } = await host.push(row.push);
			row.times.push(performance.now() - begun);
			row.seen.add(`${status} ${data}`);
		}
	}
	await host.stop();
	const table = rows.map(
		({ what, seen, times }) => `| ${what} | ${[...seen].join(', ')} | ${median(times).toFixed(2)} |`,
	);
	process.stdout.write(
		`| refused push | status and text | ms, median of ${ROUNDS} |\n| --- | --- | --- |\n${table.join('\n')}\n`,
	);
	for (const { seen } of rows) expect([...seen]).toEqual(['403 Refused']);
}, 120_000);
