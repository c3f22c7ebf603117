import { type InstallEvent, printBytes } from '../host/installEvents';
import type { TextKey } from './language.cjs';
import type { Say } from './language.cjs';
import type { Narrator } from './Narrator';

const STEPS: Readonly<Record<string, TextKey>> = {
	packages: 'installPackages',
	sqlite: 'installSqlite',
	check: 'installCheck',
};

/** Shows what an installation of n8n is doing. */
export function showInstall(narrator: Narrator, say: Say): (event: InstallEvent) => void {
	return (event) => {
		switch (event.kind) {
			case 'present':
				return narrator.tell('installPresent', { n8n: event.n8n, dir: event.dir });
			case 'begun':
				return narrator.tell('installBegun', { n8n: event.n8n, dir: event.dir });
			case 'waiting':
				return narrator.working('installWaiting', { holder: event.holder });
			case 'detail':
				return narrator.quote(event.line);
			case 'installed':
				return narrator.tell('installDone', { n8n: event.n8n });
			case 'step': {
				const { number, count, name, state, bytes } = event;
				const key = STEPS[name];
				const title = key ? say(key) : event.title;
				if (state === 'doneBefore') return narrator.tell('installStepBefore', { number, count, title });
				const size = bytes === undefined ? '' : say('installSize', { bytes: printBytes(bytes) });
				return narrator.working('installStep', { number, count, title, size });
			}
		}
	};
}
