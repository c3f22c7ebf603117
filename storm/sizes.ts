/** The size of a storm. */
export interface Sizes {
	/** Decides what is disrupted when, and what the platform answers. */
	seed: string;
	pushes: number;
	sends: number;
	/** Number of kills for each of worker, webhook processor and main. */
	kills: number;
	/** Duration of the load. */
	seconds: number;
	/** Folder for records and logs, if they are wanted. */
	keep?: string;
}

const SMALL = { pushes: 200, sends: 200, kills: 1, seconds: 120 };
const USUAL = { pushes: 1500, sends: 1500, kills: 5, seconds: 450 };

/**
 * Reads the words after `npm run storm --`.
 *
 * @throws when one is unknown or its value is not a number
 */
export function readSizes(words: readonly string[]): Sizes {
	const usual = words.includes('--small') ? SMALL : USUAL;
	const sizes: Sizes = { seed: 'storm', ...usual };
	for (const [index, word] of words.entries()) {
		const name = word.replace(/^--/, '');
		if (word === '--small' || word === '--json' || !word.startsWith('--')) continue;
		const value = words[index + 1] ?? '';
		if (name === 'seed' || name === 'keep') sizes[name] = value;
		else if (name in usual && Number(value) >= 0 && value !== '')
			sizes[name as keyof typeof usual] = Number(value);
		else
			throw new Error(
				`${word} ${value}: there are --small, --seed, --pushes, --sends, --kills, --seconds, --keep, --json`,
			);
	}
	return sizes;
}
