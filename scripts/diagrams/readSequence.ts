/** A sender or receiver, drawn as a column. */
export interface Participant {
	id: string;
	name: string;
}

/** An arrow from one column to another, or a note over one or more of them. */
export type Step =
	| { kind: 'message'; from: string; to: string; text: string; answer: boolean }
	| { kind: 'note'; over: readonly [string, string]; text: string };

/** A sequence diagram. */
export interface Sequence {
	title: string;
	description: string;
	participants: Participant[];
	steps: Step[];
}

const MESSAGE = /^(\w+)(-->>|->>)(\w+): (.+)$/;
const NOTE = /^Note over (\w+)(?:,(\w+))?: (.+)$/;

/**
 * Reads the part of Mermaid's sequence diagrams that our pages use: `accTitle`, `accDescr`, `participant A as Name`, `A->>B: text`,
 * `A-->>B: text`, `Note over A,B: text` and `autonumber`.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 * @throws Error naming the invalid line, or the undeclared participant
 */
export function readSequence(source: string): Sequence {
	const sequence: Sequence = { title: '', description: '', participants: [], steps: [] };
	const known = new Set<string>();
	const checked = (id: string, line: string): string => {
		if (!known.has(id)) throw new Error(`"${line}": no participant ${id}`);
		return id;
	};
	for (const line of source.split('\n').map((text) => text.trim())) {
		if (line === '' || line === 'sequenceDiagram' || line === 'autonumber' || line.startsWith('%%')) continue;
		const [, word = '', rest = ''] = /^(accTitle|accDescr|participant)[: ] *(.+)$/.exec(line) ?? [];
		const message = MESSAGE.exec(line);
		const note = NOTE.exec(line);
		if (word === 'accTitle') sequence.title = rest;
		else if (word === 'accDescr') sequence.description = rest;
		else if (word === 'participant') {
			const [id = '', name = ''] = rest.split(' as ');
			known.add(id);
			sequence.participants.push({ id, name });
		} else if (message) {
			const [, from = '', arrow, to = '', text = ''] = message;
			const ends = { from: checked(from, line), to: checked(to, line) };
			sequence.steps.push({ kind: 'message', ...ends, text, answer: arrow === '-->>' });
		} else if (note) {
			const [, first = '', last = first, text = ''] = note;
			sequence.steps.push({ kind: 'note', over: [checked(first, line), checked(last, line)], text });
		} else throw new Error(`"${line}" is not in the part of Mermaid that is drawn here`);
	}
	return sequence;
}
