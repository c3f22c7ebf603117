import { once } from 'node:events';
import { installHost } from '../host/install';
import { importOthers, openFaq } from './importOthers';
import { type KeptData, keptFolder, openKeptData } from './keptData';
import type { Say } from './language.cjs';
import type { Narrator } from './Narrator';
import { nextSteps } from './nextSteps';
import type { DemoOptions } from './options';
import { choosePorts, type DemoPorts, refuseTaken } from './ports';
import { startLocalServices, type LocalServices } from './localServices';
import { type Testbed, startTestbed } from './startTestbed';
import { showInstall } from './showInstall';
import { NOTHING_YET, type Outcome, runStory } from './story';

/** Output and control of a demo. */
export interface DemoTools {
	narrator: Narrator;
	say: Say;
	/** Puts out text. */
	write: (text: string) => void;
	/** Ends the demo, whatever it is doing. */
	stop: AbortSignal;
}

/** How often a kept platform is saved. */
const SAVE_MS = 10_000;

/** What is running so far. */
interface Running {
	kept?: KeptData;
	ports?: DemoPorts;
	testbed?: Testbed;
	/** Saves the platform's state; undefined while there is nothing worth keeping. */
	save?: () => Promise<void>;
	services?: LocalServices;
}

/**
 * Installs n8n if necessary, starts everything, runs the story, and keeps running until it is stopped.
 *
 * @returns the outcome of the story, for a run that ends after it; and whether it was stopped before
 * @throws when a part does not start, or a step of the story fails; everything is stopped by then
 */
export async function runDemo(
	options: DemoOptions,
	tools: DemoTools,
): Promise<{ outcome?: Outcome; wasInterrupted: boolean }> {
	const { stop } = tools;
	const running: Running = {};
	const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort');
	try {
		const outcome = await Promise.race([startAll(running, options, tools), stopped.then(() => undefined)]);
		if (outcome === undefined) return { wasInterrupted: true };
		if (options.once) return { outcome, wasInterrupted: false };
		await Promise.race([keepRunning(running, tools), stopped]);
		return { wasInterrupted: false };
	} finally {
		await stopAll(running, tools);
	}
}

/** Starts everything and runs the story, unless an earlier run has done so. */
async function startAll(
	running: Running,
	options: DemoOptions,
	{ narrator, say, stop }: DemoTools,
): Promise<Outcome> {
	const { verbose } = options;
	const kept = options.keep ? await openKeptData(keptFolder(process.env), say) : undefined;
	running.kept = kept;
	const ports = await portsOf(options.port, kept, say);
	running.ports = ports;
	narrator.chapter('chapterSetup');
	if (kept?.wasCutOff) narrator.tell('startedAnew', { folder: kept.folder });
	await installHost({ onEvent: showInstall(narrator, say) });
	running.services = await startLocalServices(ports);
	const testbed = await startTestbed({
		ports: { host: { main: ports.n8n, broker: ports.broker }, platform: ports.platform },
		userFolder: kept?.userFolder,
		earlier: kept?.earlier,
		log: (line) => verbose && narrator.quote(line),
		onStep: (step) => narrator.working(step === 'build' ? 'building' : 'starting'),
	});
	if (stop.aborted) await testbed.stop();
	running.testbed = testbed;
	narrator.tell('hostUp', { url: testbed.host.url });
	narrator.tell('platformUp', { url: testbed.simulator.urls.api });
	narrator.tell('portsUsed', { ...ports });
	if (kept?.earlier) {
		narrator.tell('resumed', { folder: kept.folder, ...(await countKept(testbed)) });
		return { ...NOTHING_YET, ok: true, seconds: narrator.seconds() };
	}
	const result = await runStory(testbed, running.services, narrator);
	return { ok: true, ...result, seconds: narrator.seconds() };
}

async function portsOf(first: number | undefined, kept: KeptData | undefined, say: Say): Promise<DemoPorts> {
	const ports = kept?.earlier?.ports;
	if (!kept || !ports) return await choosePorts(first, say);
	const { folder } = kept;
	if (first !== undefined && first !== ports.n8n) {
		throw new Error(say('errorKeptPorts', { kept: ports.n8n, folder }));
	}
	await refuseTaken(ports, (port) => say('errorKeptPortTaken', { port, folder }));
	return ports;
}

/** Counts what an earlier run has left. */
async function countKept({ host, simulator }: Testbed): Promise<Record<string, number>> {
	const { accounts } = await simulator.control.state();
	const workflows = await host.api.workflows.list();
	const executions = await Promise.all(workflows.map(({ id }) => host.api.executions.list(id)));
	return {
		accounts: accounts.length,
		followers: accounts.reduce((sum, { followers }) => sum + (followers as unknown[]).length, 0),
		workflows: workflows.length,
		active: workflows.filter(({ active }) => active).length,
		executions: executions.flat().length,
	};
}

/** Completes the running, and keeps it running for the user. */
async function keepRunning(running: Running, { narrator, say, write }: DemoTools): Promise<void> {
	const { kept, testbed } = running;
	if (!testbed) return;
	if (!kept?.earlier) {
		narrator.chapter('chapterRest');
		narrator.working('importingOthers');
		await openFaq(testbed);
		narrator.tell('importedOthers', { count: await importOthers(testbed) });
	}
	if (kept) await keepSaving(running, testbed, kept);
	write(`${nextSteps(testbed, kept?.folder, say)}\n`);
	throw new Error(`n8n ${await testbed.host.ended}`);
}

async function keepSaving(running: Running, { owner, simulator }: Testbed, kept: KeptData): Promise<void> {
	let last = Promise.resolve();
	const save = (): Promise<void> =>
		(last = last
			.catch(() => undefined)
			.then(async () => await kept.savePlatform(await simulator.control.snapshot())));
	await save();
	if (!kept.earlier && running.ports) await kept.finish({ owner, ports: running.ports });
	running.save = save;
	setInterval(() => void save(), SAVE_MS).unref();
}

async function stopAll({ testbed, kept, save, services }: Running, { narrator }: DemoTools): Promise<void> {
	if (testbed) narrator.working('stopping');
	await testbed?.host.stop();
	await save?.();
	await testbed?.stop();
	services?.close();
	await kept?.release();
	if (!testbed) return;
	if (kept && save) narrator.tell('stoppedKept', { folder: kept.folder });
	else narrator.tell('stopped');
}
