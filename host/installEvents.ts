/** What an installation is doing. */
export type InstallEvent =
	/** Nothing: it is already installed. */
	| { kind: 'present'; n8n: string; dir: string }
	/** Another process installs the same; `holder` is its id. */
	| { kind: 'waiting'; seconds: number; holder: string }
	| { kind: 'begun'; seconds: number; n8n: string; dir: string }
	/** A step begins, continues, or was done by an earlier run. */
	| ({ kind: 'step'; seconds: number; state: 'begun' | 'running' | 'doneBefore' } & StepProgress)
	/** Something within a step. */
	| { kind: 'detail'; seconds: number; line: string }
	| { kind: 'installed'; seconds: number; n8n: string; dir: string };

interface StepProgress {
	/** From 1. */
	number: number;
	count: number;
	name: string;
	title: string;
	/** Size of the installation so far, where it can be measured. */
	bytes?: number;
}

/** Formats a number of bytes, e.g. `1.42 GB`. */
export function printBytes(bytes: number): string {
	return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/**
 * Formats an event as a line for a log.
 *
 * @returns undefined for an existing installation, so that frequent starts of n8n stay quiet
 */
export function describeInstallEvent(event: InstallEvent): string | undefined {
	const text = textOf(event);
	return event.kind === 'present' || text === undefined
		? undefined
		: `[${String(event.seconds).padStart(4)} s] ${text}`;
}

function textOf(event: InstallEvent): string | undefined {
	switch (event.kind) {
		case 'present':
			return undefined;
		case 'waiting':
			return `another run (process ${event.holder || 'unknown'}) is installing; waiting for it`;
		case 'detail':
			return event.line;
		case 'begun':
			return `installing n8n ${event.n8n} into ${event.dir}`;
		case 'installed':
			return 'installed';
		case 'step': {
			const { number, count, title, state, bytes } = event;
			const size = bytes === undefined ? '' : ` ${printBytes(bytes)}`;
			const after = { begun: '', running: ` …${size}`, doneBefore: ', done before' }[state];
			return `step ${number} of ${count}: ${title}${after}`;
		}
	}
}
