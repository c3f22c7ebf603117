import { readFile, writeFile } from 'node:fs/promises';
import type { Execution } from '../host/rest/executions';
import { pollUntil } from '../host/pollUntil';
import { median } from './measure';
import { SEND_CREDENTIAL, SEND_PATH, type SendStage, setSendStage } from './sendStage';

/** One side of a ratio. */
export interface SendSpeed {
	/** Messages per second while the node ran, median of the rounds. */
	perSecond: number;
	/** Messages of one run. */
	items: number;
	/** Calls in flight; `all` when the node starts every item at once. */
	inFlight: number | 'all';
	rounds: number;
}

/** Peak memory of the n8n process in megabytes: sending, and handing on as many items without sending. */
export interface SendMemory {
	items: number;
	sendingMb: number;
	hostAloneMb: number;
}

/** Two cases compared. */
export interface SendRatio {
	/** Median of the rounds' ratios: both sides of a round ran one after the other, so a slower machine slows both. */
	ratio: number;
	/** Lowest and highest ratio of a round. */
	range: [number, number];
	ours: SendSpeed;
	theirs: SendSpeed;
}

/** What the bench gives: ratios with both sides, memory, token requests of the whole bench. */
export type SendBench = Record<string, SendRatio | object>;

const IN_FLIGHT = 40;
const DEFAULT_IN_FLIGHT = 10;
const BULK_ITEMS = 10_000;
const SLOWER_ITEMS = 600;
const SEQUENTIAL_ITEMS = 60;
const COMPUTED_ITEMS = 200;
/** A fresh n8n gets faster for its first ten thousand messages; a round that nobody counts takes that away. */
const WARM_UP_ROUNDS = 1;
const MEGABYTE = 1024 * 1024;

interface Case {
	items: number;
	inFlight: number | 'all';
	node: object;
}

/**
 * Measures bulk sends of the node in a real n8n against the platform over TLS with 30 ms latency: ÷ one call at a time, ÷ n8n's
 * HTTP Request node with our credential, ÷ n8n's bare request helper with as many calls in flight; and the memory of n8n.
 *
 * @param options rounds of each case, in turns; sizes of the memory runs, none to leave them out
 * @param log progress
 * @throws when a message is refused
 */
export async function benchSend(
	options: { rounds: number; memoryItems: readonly number[] },
	log: (line: string) => void,
): Promise<SendBench> {
	const stage = await setSendStage();
	try {
		// First: a process that has worked keeps the memory that it once needed.
		const memory: SendMemory[] = [];
		for (const items of options.memoryItems) memory.push(await measureMemory(stage, items, log));
		const rates = await measureCases(stage, sendCases(stage), options.rounds, log);
		const compare = (ours: string, theirs: string) => ratioOf(rates[ours], rates[theirs]);
		const result: SendBench = {
			'send.bulk_vs_sequential': compare('bulk', 'sequential'),
			'send.bulk_vs_http_request': compare('bulk', 'httpRequest'),
			'send.bulk_vs_helper_ceiling': compare('bulk', 'helper'),
			'send.bulk_of_computed_values_vs_http_request': compare('computedBulk', 'httpRequest'),
			'send.default_bulk_vs_sequential': compare('defaultBulk', 'sequential'),
		};
		result['send.memory'] = memory;
		result['send.token_calls'] = { perProcess: await stage.tokenCalls() };
		return result;
	} finally {
		await stage.strike();
	}
}

function sendCases(stage: SendStage): Record<string, Case> {
	return {
		sequential: { items: SEQUENTIAL_ITEMS, inFlight: 1, node: wechat(stage, 1) },
		defaultBulk: { items: SLOWER_ITEMS, inFlight: DEFAULT_IN_FLIGHT, node: wechat(stage, DEFAULT_IN_FLIGHT) },
		computedBulk: { items: COMPUTED_ITEMS, inFlight: IN_FLIGHT, node: wechat(stage, IN_FLIGHT, computed) },
		httpRequest: { items: SLOWER_ITEMS, inFlight: 'all', node: httpRequest(stage) },
		bulk: { items: BULK_ITEMS, inFlight: IN_FLIGHT, node: wechat(stage, IN_FLIGHT) },
		helper: { items: BULK_ITEMS, inFlight: IN_FLIGHT, node: bareSend(stage) },
	};
}

interface Rates {
	case: Case;
	/** Messages per second of each round. */
	rounds: number[];
}

async function measureCases(
	stage: SendStage,
	cases: Record<string, Case>,
	rounds: number,
	log: (line: string) => void,
): Promise<Record<string, Rates>> {
	const rates = Object.fromEntries(
		Object.entries(cases).map(([name, one]) => [name, { case: one, rounds: [] as number[] }]),
	);
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		const order = Object.entries(rates);
		// Every other round goes backwards: no case always follows the same neighbor.
		for (const [, one] of round % 2 === 0 ? order : order.reverse()) {
			const milliseconds = await runOnce(stage, one.case.node, one.case.items);
			if (round >= 0) one.rounds.push((one.case.items * 1000) / milliseconds);
		}
		const shown = Object.entries(rates).map(
			([name, one]) => `${name} ${Math.round(one.rounds.at(-1) ?? 0)}/s`,
		);
		if (round >= 0) log(`round ${round + 1}: ${shown.join(', ')}`);
	}
	return rates;
}

function ratioOf(ours?: Rates, theirs?: Rates): SendRatio {
	if (!ours || !theirs) throw new Error('A case to compare was not measured');
	const ratios = ours.rounds.map((rate, round) => rate / (theirs.rounds[round] ?? Number.NaN));
	return {
		ratio: round3(median(ratios)),
		range: [round3(Math.min(...ratios)), round3(Math.max(...ratios))],
		ours: speedOf(ours),
		theirs: speedOf(theirs),
	};
}

function speedOf({ case: { items, inFlight }, rounds }: Rates): SendSpeed {
	return { perSecond: Math.round(median(rounds) * 10) / 10, items, inFlight, rounds: rounds.length };
}

function round3(value: number): number {
	return Math.round(value * 1000) / 1000;
}

/** Runs a workflow once by hand; gives the milliseconds that the sending node took. */
async function runOnce(stage: SendStage, node: object, count: number): Promise<number> {
	const { api } = stage.host;
	const { id } = await api.workflows.create(workflow(stage, node, count), stage.credentialIds);
	const execution = await api.workflows.run(id, 'Start');
	await pollUntil(
		`${count} messages to be sent`,
		async () => (await api.executions.list(id)).find(({ stoppedAt }) => stoppedAt) && true,
		{ timeoutMs: 900_000 },
	);
	const done = await api.executions.get(execution);
	const milliseconds = checked(done, count);
	await api.workflows.delete(id);
	return milliseconds;
}

function checked(execution: Execution, count: number): number {
	const { runData, error } = execution.data.resultData;
	const run = runData.Send?.[0];
	const sent = run?.data?.main?.[0]?.length ?? 0;
	if (execution.status === 'success' && run && sent === count) return run.executionTime;
	throw new Error(`${sent} of ${count} messages, ${execution.status}: ${error?.message ?? ''}`);
}

async function measureMemory(
	stage: SendStage,
	items: number,
	log: (line: string) => void,
): Promise<SendMemory> {
	const hostAlone = await peakOf(stage, items, { type: 'n8n-nodes-wechat-mp.benchEcho', parameters: {} });
	const sending = await peakOf(stage, items, wechat(stage, IN_FLIGHT));
	log(`${items} items: ${sending} MB sending, ${hostAlone} MB without`);
	return { items, sendingMb: sending, hostAloneMb: hostAlone };
}

/** Linux only: the kernel keeps the highest resident size and forgets it when told. */
async function peakOf({ host, ...stage }: SendStage, items: number, node: object): Promise<number> {
	await writeFile(`/proc/${host.pid}/clear_refs`, '5');
	await runOnce({ host, ...stage }, node, items);
	const status = await readFile(`/proc/${host.pid}/status`, 'utf8');
	const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
	return Math.round((kilobytes * 1024) / MEGABYTE);
}

const account = { wechatMpApi: { id: null, name: SEND_CREDENTIAL } };

/** As drag and drop in the editor writes it. */
const mapped = (name: string) => `={{ $json.${name} }}`;
/** An expression that computes something, so that n8n has to evaluate it. */
const computed = (name: string) => `={{ $json.${name}.trim() }}`;

function wechat(stage: SendStage, inFlight: number, from = mapped): object {
	return {
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		credentials: account,
		parameters: {
			resource: 'template',
			operation: 'send',
			touser: from('openid'),
			templateId: { __rl: true, mode: 'id', value: stage.templateId },
			dataInput: 'fields',
			templateData: {
				mappingMode: 'defineBelow',
				value: { thing1: from('product'), amount2: from('price'), time3: from('paidAt') },
				matchingColumns: [],
				schema: [],
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
			options: { clientMessageId: from('id') },
			runOptions: { inFlight },
		},
	};
}

function httpRequest(stage: SendStage): object {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: account,
		parameters: {
			method: 'POST',
			url: `${stage.api}${SEND_PATH}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ touser: $json.openid, template_id: '${stage.templateId}', client_msg_id: $json.id, data: { thing1: { value: $json.product }, amount2: { value: $json.price }, time3: { value: $json.paidAt } } }) }}`,
			options: {},
		},
	};
}

function bareSend(stage: SendStage): object {
	return {
		type: 'n8n-nodes-wechat-mp.benchBareSend',
		parameters: {
			url: `${stage.api}${SEND_PATH}?access_token=${stage.accessToken}`,
			template: stage.templateId,
			inFlight: IN_FLIGHT,
		},
	};
}

function workflow(stage: SendStage, node: object, count: number): object {
	return {
		name: `send ${count}`,
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				name: 'Items',
				type: 'n8n-nodes-wechat-mp.benchItems',
				typeVersion: 1,
				position: [200, 0],
				parameters: { count, openids: stage.openids.join(',') },
			},
			{ name: 'Send', typeVersion: 1, position: [400, 0], ...node },
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1', timezone: 'Asia/Shanghai' },
	};
}
