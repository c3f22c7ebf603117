import type { Markup } from './libraries';

type Extension = ReturnType<Markup['cjkFriendlyExtension']>;
type Construct = Exclude<NonNullable<Extension['text']>[string], readonly unknown[] | undefined>;
type Tokenizer = Construct['tokenize'];
type Effects = Parameters<Tokenizer>[0];
type State = ReturnType<Tokenizer>;
type Code = Parameters<State>[0];
type TokenType = Parameters<Effects['enter']>[0];

const part = (name: string) => name as TokenType;
/** The parts of a formula, as remark-math names them. */
const PART = {
	text: part('mathText'),
	textData: part('mathTextData'),
	textBracket: part('mathTextSequence'),
	block: part('mathFlow'),
	blockData: part('mathFlowValue'),
	blockFence: part('mathFlowFence'),
	blockBracket: part('mathFlowFenceSequence'),
};

const BACKSLASH = 92;
const ROUND = { open: 40, close: 41 };
const SQUARE = { open: 91, close: 93 };
const BRACKETS: ReadonlySet<Code> = new Set<Code>([...Object.values(ROUND), ...Object.values(SQUARE)]);
/** What may stand between the end of a block and that of its line; it becomes part of the formula. */
const PUNCTUATION: ReadonlySet<Code> = new Set(Array.from('.,;:，。；：', (mark) => mark.charCodeAt(0)));

// The parser has codes of its own, below zero, for line ends and tabs.
const isLineEnd = (code: Code) => code !== null && code < -2;
const isSpace = (code: Code) => code === -2 || code === -1 || code === 32;
const isEnd = (code: Code) => code === null || isLineEnd(code);

/**
 * Whether square brackets with backslashes hold a formula. Converters from HTML write the text [1] as `\[1\]`; models put white space around
 * a formula.
 */
function looksLikeFormula(content: string): boolean {
	return /[\\^_={}]/.test(content) || (/^\s/.test(content) && /\s$/.test(content) && content.trim() !== '');
}

/**
 * Formulas in LaTeX's own delimiters, `\(…\)` in a line and `\[…\]` as a block, which models write as often as dollar signs. CommonMark takes
 * them for escaped brackets, and what is between them for Markdown.
 *
 * @returns an extension of the parser, whose formulas are those of remark-math
 */
export function latexBrackets(): Extension {
	return {
		flow: { [BACKSLASH]: { name: 'latexBlock', concrete: true, tokenize: tokenizeBlock } },
		text: { [BACKSLASH]: { name: 'latexText', tokenize: tokenizeText } },
	};
}

const tokenizeText: Tokenizer = function (effects, ok, nok) {
	const { previous } = this;
	const opened: State = (code) => {
		// [a]\(b\) is a link that its author has escaped.
		if ((code !== ROUND.open && code !== SQUARE.open) || previous === SQUARE.close) return nok(code);
		const isRound = code === ROUND.open;
		const close = isRound ? ROUND.close : SQUARE.close;
		effects.consume(code);
		effects.exit(PART.textBracket);
		return readFormula(effects, {
			type: PART.textData,
			nok,
			end: bracket(PART.textBracket, close),
			lineEnd: (next, goOn) => {
				if (next === null) return nok(next);
				consumeAs(effects, 'lineEnding', next);
				return goOn;
			},
			closed: (content) => (next) => {
				const isFormula = isRound ? content.trim() !== '' : next !== ROUND.open && looksLikeFormula(content);
				if (!isFormula) return nok(next);
				effects.exit(PART.text);
				return ok(next);
			},
		});
	};
	return (code) => {
		effects.enter(PART.text);
		effects.enter(PART.textBracket);
		effects.consume(code);
		return opened;
	};
};

const tokenizeBlock: Tokenizer = function (effects, ok, nok) {
	let isOneLine = false;
	const after: State = (code) => {
		effects.exit(PART.block);
		return ok(code);
	};
	const formula = readFormula(effects, {
		type: PART.blockData,
		nok,
		end: { partial: true, tokenize: tokenizeBlockEnd },
		lineEnd: (code, goOn) => {
			if (isOneLine) return nok(code);
			return code === null ? after(code) : effects.attempt(nextLine, goOn, after)(code);
		},
		closed: (content) => (code) => (isOneLine && !looksLikeFormula(content) ? nok(code) : after(code)),
	});
	const afterOpening: State = (code) => {
		if (isSpace(code)) {
			consumeAs(effects, 'whitespace', code);
			return afterOpening;
		}
		effects.exit(PART.blockFence);
		isOneLine = !isLineEnd(code);
		// Whether a paragraph ends here has to be known from this line alone.
		return this.interrupt && !isOneLine ? ok(code) : formula(code);
	};
	const opened: State = (code) => {
		if (code !== SQUARE.open) return nok(code);
		effects.consume(code);
		effects.exit(PART.blockBracket);
		return afterOpening;
	};
	return (code) => {
		effects.enter(PART.block);
		effects.enter(PART.blockFence);
		effects.enter(PART.blockBracket);
		effects.consume(code);
		return opened;
	};
};

/** The closing bracket of a block, at the end of its line. */
const tokenizeBlockEnd: Tokenizer = (effects, ok, nok) => {
	const afterBracket: State = (code) => {
		effects.exit(PART.blockFence);
		return rest(code);
	};
	const rest: State = (code) => {
		if (isEnd(code)) return ok(code);
		const isPunctuation = code !== null && PUNCTUATION.has(code);
		if (!isPunctuation && !isSpace(code)) return nok(code);
		consumeAs(effects, isPunctuation ? PART.blockData : 'whitespace', code);
		return rest;
	};
	const atBracket = effects.attempt(bracket(PART.blockBracket, SQUARE.close), afterBracket, nok);
	return (code) => {
		effects.enter(PART.blockFence);
		return atBracket(code);
	};
};

/** The next line, where it belongs to the list or quote that the formula is in. */
const nextLine: Construct = {
	partial: true,
	tokenize(effects, ok, nok) {
		return (code) => {
			consumeAs(effects, 'lineEnding', code);
			return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next));
		};
	},
};

/** A backslash and a bracket. */
function bracket(type: TokenType, close: number): Construct {
	return {
		partial: true,
		tokenize: (effects, ok, nok) => (code) => {
			effects.enter(type);
			effects.consume(code);
			return (next) => {
				if (next !== close) return nok(next);
				effects.consume(next);
				effects.exit(type);
				return ok;
			};
		},
	};
}

function consumeAs(effects: Effects, type: TokenType, code: Code): void {
	effects.enter(type);
	effects.consume(code);
	effects.exit(type);
}

/** Reads a formula up to what ends it. */
function readFormula(
	effects: Effects,
	rules: {
		type: TokenType;
		/** Leaves it: it is none. */
		nok: State;
		/** What ends it; it begins with a backslash. */
		end: Construct;
		/** Handles the end of a line or of the text. */
		lineEnd: (code: Code, goOn: State) => State | undefined;
		closed: (content: string) => State;
	},
): State {
	let content = '';
	const consume = (code: Code) => {
		content += code === null || code < 0 ? ' ' : String.fromCharCode(code);
		effects.consume(code);
	};
	const between: State = (code) => {
		if (isEnd(code)) {
			content += ' ';
			return rules.lineEnd(code, between);
		}
		if (code === BACKSLASH)
			return effects.attempt(rules.end, (next) => rules.closed(content)(next), command)(code);
		effects.enter(rules.type);
		return data(code);
	};
	const data: State = (code) => {
		if (isEnd(code) || code === BACKSLASH) {
			effects.exit(rules.type);
			return between(code);
		}
		consume(code);
		return data;
	};
	/** A backslash and the character after it, which may be a backslash. A formula contains no other one. */
	const command: State = (code) => {
		effects.enter(rules.type);
		consume(code);
		return (next) => {
			if (isEnd(next)) return data(next);
			if (BRACKETS.has(next)) return rules.nok(next);
			consume(next);
			return data;
		};
	};
	return between;
}
