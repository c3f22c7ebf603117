import { once } from 'node:events';
import { installHost } from '../host/install';
import { importOthers, openFaq } from './importOthers';
import { type KeptData, keptFolder, openKeptData } from './keptData';
import type { Say } from './language.cjs';
import type { Narrator } from './Narrator';
import { nextSteps } from './nextSteps';
import type { DemoOptions } from './options';
import { choosePorts, type DemoPorts, refuseTaken } from './ports';
import { openProps, type Props } from './props';
import { type Stage, setStage } from './setStage';
import { showInstall } from './showInstall';
import { NOTHING_YET, type Outcome, playStory } from './story';

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
interface Scene {
	kept?: KeptData;
	ports?: DemoPorts;
	stage?: Stage;
	/** Saves the platform's state; undefined while there is nothing worth keeping. */
	save?: () => Promise<void>;
	props?: Props;
}

/**
 * Installs n8n if necessary, starts everything, plays the story, and keeps running until it is stopped.
 *
 * @returns the outcome of the story, for a run that ends after it; and whether it was stopped before
 * @throws when a part does not start, or a step of the story fails; everything is stopped by then
 */
export async function playDemo(
	options: DemoOptions,
	tools: DemoTools,
): Promise<{ outcome?: Outcome; wasInterrupted: boolean }> {
	const { stop } = tools;
	const scene: Scene = {};
	const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort');
	try {
		const outcome = await Promise.race([raise(scene, options, tools), stopped.then(() => undefined)]);
		if (outcome === undefined) return { wasInterrupted: true };
		if (options.once) return { outcome, wasInterrupted: false };
		await Promise.race([stayUp(scene, tools), stopped]);
		return { wasInterrupted: false };
	} finally {
		await strike(scene, tools);
	}
}

/** Starts everything and plays the story, unless it was played in an earlier run. */
async function raise(
	scene: Scene,
	options: DemoOptions,
	{ narrator, say, stop }: DemoTools,
): Promise<Outcome> {
	const { verbose } = options;
	const kept = options.keep ? await openKeptData(keptFolder(process.env), say) : undefined;
	scene.kept = kept;
	const ports = await portsOf(options.port, kept, say);
	scene.ports = ports;
	narrator.chapter('chapterStage');
	if (kept?.wasCutOff) narrator.tell('startedAnew', { folder: kept.folder });
	await installHost({ onEvent: showInstall(narrator, say) });
	scene.props = await openProps(ports);
	const stage = await setStage({
		ports: { host: { main: ports.n8n, broker: ports.broker }, platform: ports.platform },
		userFolder: kept?.userFolder,
		earlier: kept?.earlier,
		log: (line) => verbose && narrator.quote(line),
		onStep: (step) => narrator.working(step === 'build' ? 'building' : 'starting'),
	});
	if (stop.aborted) await stage.strike();
	scene.stage = stage;
	narrator.tell('hostUp', { url: stage.host.url });
	narrator.tell('platformUp', { url: stage.simulator.urls.api });
	narrator.tell('portsUsed', { ...ports });
	if (kept?.earlier) {
		narrator.tell('resumed', { folder: kept.folder, ...(await countKept(stage)) });
		return { ...NOTHING_YET, ok: true, seconds: narrator.seconds() };
	}
	const played = await playStory(stage, scene.props, narrator);
	return { ok: true, ...played, seconds: narrator.seconds() };
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
async function countKept({ host, simulator }: Stage): Promise<Record<string, number>> {
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

/** Completes the scene, and keeps it running for the user. */
async function stayUp(scene: Scene, { narrator, say, write }: DemoTools): Promise<void> {
	const { kept, stage } = scene;
	if (!stage) return;
	if (!kept?.earlier) {
		narrator.chapter('chapterRest');
		narrator.working('importingOthers');
		await openFaq(stage);
		narrator.tell('importedOthers', { count: await importOthers(stage) });
	}
	if (kept) await keepSaving(scene, stage, kept);
	write(`${nextSteps(stage, kept?.folder, say)}\n`);
	throw new Error(`n8n ${await stage.host.ended}`);
}

async function keepSaving(scene: Scene, { owner, simulator }: Stage, kept: KeptData): Promise<void> {
	let last = Promise.resolve();
	const save = (): Promise<void> =>
		(last = last
			.catch(() => undefined)
			.then(async () => await kept.savePlatform(await simulator.control.snapshot())));
	await save();
	if (!kept.earlier && scene.ports) await kept.finish({ owner, ports: scene.ports });
	scene.save = save;
	setInterval(() => void save(), SAVE_MS).unref();
}

async function strike({ stage, kept, save, props }: Scene, { narrator }: DemoTools): Promise<void> {
	if (stage) narrator.working('stopping');
	await stage?.host.stop();
	await save?.();
	await stage?.strike();
	props?.close();
	await kept?.release();
	if (!stage) return;
	if (kept && save) narrator.tell('stoppedKept', { folder: kept.folder });
	else narrator.tell('stopped');
}
