import process from 'node:process';
import { chooseLanguage, createSay, type Say } from './language.cjs';
import { createNarrator } from './Narrator';
import { type DemoOptions, readOptions } from './options';
import { runDemo } from './runDemo';
import { NOTHING_YET } from './story';

/** Exit code of a program ended by a signal. */
const INTERRUPTED = 130;
const BAD_USAGE = 2;

const write = (text: string): void => void process.stdout.write(text);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function main(args: readonly string[]): Promise<void> {
	const system = Intl.DateTimeFormat().resolvedOptions().locale;
	const say = createSay(chooseLanguage(args, process.env, system));
	const options = optionsOrRefusal(args, say);
	if (!options) return;
	if (options.help) return write(`${say('usage')}\n`);

	const narrator = createNarrator({ write, now: Date.now, say, live: process.stdout.isTTY });
	const stop = new AbortController();
	// Not `once`: npm and tsx pass on the Ctrl-C that the terminal sends to all processes, and the second one would end this process before
	// n8n has stopped.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
	try {
		const { outcome, wasInterrupted } = await runDemo(options, { narrator, say, write, stop: stop.signal });
		narrator.done();
		if (wasInterrupted) {
			process.exitCode = INTERRUPTED;
			write(`\n${say('interrupted')}\n`);
		}
		if (options.once)
			write(`${JSON.stringify(outcome ?? { ...NOTHING_YET, seconds: narrator.seconds() })}\n`);
	} catch (error) {
		narrator.done();
		process.exitCode = 1;
		process.stderr.write(`\n${say('failed', { reason: messageOf(error) })}\n`);
		if (options.once) write(`${JSON.stringify({ ...NOTHING_YET, seconds: narrator.seconds() })}\n`);
	}
	// What libraries still hold open keeps nobody waiting.
	process.exit();
}

function optionsOrRefusal(args: readonly string[], say: Say): DemoOptions | undefined {
	try {
		return readOptions(args, say);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n`);
		process.exitCode = BAD_USAGE;
		return undefined;
	}
}

void main(process.argv.slice(2));
