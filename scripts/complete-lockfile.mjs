// Some package mirrors do not carry the binaries of other platforms, and npm then leaves them out of package-lock.json:
// `npm ci` refuses such a lockfile everywhere. This adds an entry for every optional dependency that has none, with the
// version its owner asks for and the platform its name tells, so that npm skips it where it does not fit.
// Run it after `npm install`: `node scripts/complete-lockfile.mjs [folder]`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const SYSTEMS = [
	'aix',
	'android',
	'darwin',
	'freebsd',
	'linux',
	'netbsd',
	'openbsd',
	'openharmony',
	'sunos',
	'win32',
];
const PROCESSORS = [
	'arm64',
	'arm',
	'ia32',
	'loong64',
	'mips64el',
	'ppc64',
	'riscv64',
	's390x',
	'wasm32',
	'x64',
];

const file = path.join(process.argv[2] ?? '.', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];

for (const [place, entry] of Object.entries(lock.packages)) {
	for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
		if (isThere(place, name)) continue;
		const key = place === '' ? `node_modules/${name}` : `${parentOf(place)}node_modules/${name}`;
		lock.packages[key] = {
			version: String(range).replace(/^[^0-9]*/, ''),
			...platformOf(name),
			...(entry.dev ? { dev: true } : {}),
			optional: true,
		};
		added.push(name);
	}
}

const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
process.stdout.write(`${added.length} entries added${added.length > 0 ? `: ${added.join(', ')}` : ''}\n`);

/** Whether Node would find the package from that place, going up through the folders. */
function isThere(place, name) {
	for (let folder = place; ; folder = parentFolder(folder)) {
		if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
		if (folder === '') return false;
	}
}

function parentFolder(place) {
	const end = place.lastIndexOf('/node_modules/');
	return end === -1 ? '' : place.slice(0, end);
}

/** The folder in which a package's neighbours stand, as a prefix. */
function parentOf(place) {
	const folder = parentFolder(place);
	return folder === '' ? '' : `${folder}/`;
}

function platformOf(name) {
	const words = name.split(/[/@_-]/);
	const os = SYSTEMS.filter((system) => words.includes(system));
	const cpu = PROCESSORS.filter((processor) => words.includes(processor));
	return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) };
}
