import http from 'node:http';
import { processorMs, untilIdle } from './processorTime';

/** The result of one case of a bench. */
export interface Measured {
	/** Requests per second, median of the rounds. */
	perSecond: number;
	/** The same for each round, in order; rounds of two cases with the same index were measured next to each other. */
	perRound: number[];
	/** Processor time per request of each round in milliseconds, including work after the answer; for cases with a process. */
	cpuPerRound: number[];
	/** Milliseconds. */
	p50: number;
	p99: number;
	slowest: number;
	/** Requests in all rounds. */
	requests: number;
	rounds: number;
}

/** One request to send. */
export interface BenchRequest {
	url: string;
	headers?: Record<string, string>;
	body: string | Buffer;
}

/** A case: a name, and what to send each time. */
export interface Case {
	name: string;
	next: () => BenchRequest;
	/** The status that counts as an answer. */
	status: number;
	/** Process that answers: its processor time is measured, and every case begins when the processes of all cases are idle. */
	pid?: number;
}

/**
 * Measures several cases in one run, alternating by round, so that a machine that slows down affects all of them.
 *
 * @param cases what to compare
 * @param options rounds, seconds per case and round, number of concurrent keep-alive connections
 * @throws when an answer has another status than the case expects
 */
export async function measure(
	cases: readonly Case[],
	options: { rounds: number; seconds: number; connections: number },
): Promise<Record<string, Measured>> {
	const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
	const seen = cases.map((one) => ({
		one,
		rates: [] as number[],
		times: [] as number[],
		costs: [] as number[],
	}));
	const pids = [...new Set(cases.flatMap(({ pid }) => pid ?? []))];
	try {
		for (const one of cases) await load(one, agent, 2, options.connections);
		for (let round = 0; round < options.rounds; round++) {
			// Every other round is reversed, so that no case always follows the same one.
			const order = round % 2 === 0 ? seen : [...seen].reverse();
			for (const { one, rates, times, costs } of order) {
				await untilIdle(pids);
				const before = one.pid ? await processorMs(one.pid) : 0;
				const { rate, milliseconds } = await load(one, agent, options.seconds, options.connections);
				rates.push(rate);
				times.push(...milliseconds);
				if (!one.pid) continue;
				await untilIdle([one.pid]);
				costs.push(((await processorMs(one.pid)) - before) / milliseconds.length);
			}
		}
	} finally {
		agent.destroy();
	}
	return Object.fromEntries(
		seen.map(({ one: { name }, rates, times, costs }) => {
			const sorted = times.sort((a, b) => a - b);
			return [
				name,
				{
					perSecond: round1(median(rates)),
					perRound: rates.map(round1),
					cpuPerRound: costs.map(round3),
					p50: round1(quantile(sorted, 0.5)),
					p99: round1(quantile(sorted, 0.99)),
					slowest: round1(sorted.at(-1) ?? 0),
					requests: sorted.length,
					rounds: options.rounds,
				},
			];
		}),
	);
}

async function load(
	one: Case,
	agent: http.Agent,
	seconds: number,
	connections: number,
): Promise<{ rate: number; milliseconds: number[] }> {
	const milliseconds: number[] = [];
	const start = performance.now();
	const end = start + seconds * 1000;
	const lane = async () => {
		while (performance.now() < end) {
			const sent = performance.now();
			const status = await send(one.next(), agent);
			if (status !== one.status) throw new Error(`${one.name} answered ${status} instead of ${one.status}`);
			milliseconds.push(performance.now() - sent);
		}
	};
	await Promise.all(Array.from({ length: connections }, lane));
	return { rate: (milliseconds.length * 1000) / (performance.now() - start), milliseconds };
}

async function send(request: BenchRequest, agent: http.Agent): Promise<number> {
	return await new Promise((resolve, reject) => {
		const outgoing = http.request(
			request.url,
			{
				method: 'POST',
				agent,
				headers: { 'content-length': Buffer.byteLength(request.body), ...request.headers },
			},
			(response) => {
				response.resume();
				response.once('end', () => resolve(response.statusCode ?? 0));
			},
		);
		outgoing.once('error', reject);
		outgoing.end(request.body);
	});
}

/** Two cases compared round by round, since both sides of a round were measured next to each other. */
export interface RoundRatio {
	/** Median of the rounds' ratios: a slower machine slows both sides of a round. */
	ratio: number;
	/** The lowest and the highest of them. */
	range: [number, number];
	/** The same for processor time, where it was measured: how much the other side needs for each unit of ours. */
	cpuRatio?: number;
}

/** Measurements of a case by round. */
interface Rounds {
	/** Per second. */
	rates: readonly number[];
	/** Processor time of each in milliseconds; empty where it was not measured. */
	cpu: readonly number[];
}

/** Compares the rounds of two cases. */
export function compareRounds(ours: Rounds, theirs: Rounds): RoundRatio {
	const ratios = ours.rates.map((rate, round) => rate / (theirs.rates[round] ?? NaN));
	const cpuRatios = ours.cpu.map((cost, round) => (theirs.cpu[round] ?? NaN) / cost);
	return {
		ratio: round3(median(ratios)),
		range: [round3(Math.min(...ratios)), round3(Math.max(...ratios))],
		...(cpuRatios.length > 0 ? { cpuRatio: round3(median(cpuRatios)) } : {}),
	};
}

/** Two cases compared. */
export interface Compared extends RoundRatio {
	ours: Measured;
	theirs: Measured;
}

/** Compares two measured cases. */
export function compareMeasured(ours: Measured, theirs: Measured): Compared {
	const rounds = ({ perRound, cpuPerRound }: Measured) => ({ rates: perRound, cpu: cpuPerRound });
	return { ...compareRounds(rounds(ours), rounds(theirs)), ours, theirs };
}

/** The median; for an even number the mean of the two middle values. */
export function median(values: readonly number[]): number {
	return quantile(
		[...values].sort((a, b) => a - b),
		0.5,
	);
}

function quantile(sorted: readonly number[], share: number): number {
	if (sorted.length === 0) return 0;
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}

function round1(value: number): number {
	return Math.round(value * 10) / 10;
}

/** Rounds to three decimals. */
export function round3(value: number): number {
	return Math.round(value * 1000) / 1000;
}
