import process from 'node:process';
import { createNarrator } from './Narrator';
import { importOthers, isChinese, nextSteps } from './nextSteps';
import { type Stage, setStage } from './setStage';
import { type Outcome, playStory } from './story';

const once = process.argv.includes('--once');
const verbose = process.argv.includes('--verbose');

async function main(): Promise<void> {
	const narrator = createNarrator((line) => process.stdout.write(`${line}\n`), Date.now);
	let stage: Stage | undefined;
	const outcome: Outcome = {
		ok: false,
		handshake: false,
		pushes: 0,
		executions: 0,
		templatesDelivered: 0,
		oauthLogins: 0,
		seconds: 0,
	};
	try {
		narrator.chapter('0  A real n8n and a local WeChat platform');
		stage = await setStage({
			// n8n's own output is a flood; the installation's progress is what a first run waits for.
			log: (line) => {
				if (verbose || line.startsWith('host:')) narrator.tell(line);
			},
		});
		narrator.tell(`n8n is up at ${stage.host.url}, the platform at ${stage.simulator.urls.api}`);
		Object.assign(outcome, await playStory(stage, narrator), { ok: true });
	} catch (error) {
		process.exitCode = 1;
		process.stderr.write(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
	}
	outcome.seconds = narrator.seconds();
	if (stage && outcome.ok && !once) await stayUp(stage);
	await stage?.strike();
	process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

/** Leaves everything running for a person to look at, until Ctrl-C. */
async function stayUp(stage: Stage): Promise<void> {
	const others = await importOthers(stage);
	process.stdout.write(`${nextSteps(stage, others, isChinese(process.env))}\n`);
	await new Promise<void>((resolve) => {
		// Not `once`: npm and tsx pass on the Ctrl-C that the terminal sends to everybody, and the second one would end this
		// process before n8n has stopped.
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
	});
	process.stdout.write('\nStopping …\n');
}

void main();
