import { parseArgs } from 'node:util';
import type { Language, Say } from './language.cjs';

/** Options of the command line. */
export interface DemoOptions {
	/** End after the story. */
	once: boolean;
	/** Keep the data, or continue with those of an earlier run. */
	keep: boolean;
	/** First of the ports to use; free ones by default. */
	port: number | undefined;
	/** Language of the output; by default the locale's. */
	lang: Language | undefined;
	/** Show the output of n8n and the platform. */
	verbose: boolean;
	/** Show the options, and exit. */
	help: boolean;
}

const FLAGS = {
	once: { type: 'boolean' },
	keep: { type: 'boolean' },
	port: { type: 'string' },
	lang: { type: 'string' },
	verbose: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const;

/** The number of consecutive ports that the demo uses. */
const PORTS_NEEDED = 5;
const HIGHEST_PORT = 65_535;

/**
 * Reads the command line.
 *
 * @param args after the name of the command
 * @param say returns the text of errors
 * @throws for an unknown flag or an invalid value
 */
export function readOptions(args: readonly string[], say: Say): DemoOptions {
	// Not strict, so that errors are in the user's language.
	const { values, tokens } = parseArgs({
		args: [...args],
		options: FLAGS,
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	for (const token of tokens) {
		if (token.kind === 'positional') refuse(token.value, say);
		if (token.kind !== 'option') continue;
		if (!Object.hasOwn(FLAGS, token.name)) refuse(token.rawName, say);
		const takesValue = FLAGS[token.name as keyof typeof FLAGS].type === 'string';
		if (takesValue && !token.value) throw new Error(say('errorNoValue', { flag: token.rawName }));
		if (!takesValue && token.value !== undefined)
			throw new Error(say('errorValue', { flag: token.rawName, value: token.value }));
	}
	const { once = false, keep = false, verbose = false, help = false } = values as Record<string, boolean>;
	if (once && keep) throw new Error(say('errorOnceKeep'));
	return {
		once,
		keep,
		verbose,
		help,
		port: readPort(values.port, say),
		lang: readLanguage(values.lang, say),
	};
}

function refuse(flag: string, say: Say): never {
	throw new Error(say('errorFlag', { flag, flags: listFlags() }));
}

/** Every flag, as typed. */
function listFlags(): string {
	return Object.keys(FLAGS)
		.map((name) => `--${name}${{ port: ' N', lang: ' zh|en' }[name] ?? ''}`)
		.join(', ');
}

function readPort(value: unknown, say: Say): number | undefined {
	if (value === undefined) return undefined;
	const highest = HIGHEST_PORT - PORTS_NEEDED + 1;
	const port = Number(value);
	if (/^\d{1,5}$/.test(String(value)) && port >= 1 && port <= highest) return port;
	throw new Error(say('errorPort', { value: String(value), highest, count: PORTS_NEEDED }));
}

function readLanguage(value: unknown, say: Say): Language | undefined {
	if (value === undefined || value === 'zh' || value === 'en') return value;
	throw new Error(say('errorLang', { value: String(value) }));
}
