import type texts from './texts.json';

/** Languages that the demo speaks. */
export type Language = 'en' | 'zh';

/** Names of the texts in `texts.json`. */
export type TextKey = keyof typeof texts;

/** Gives a text with its values in place of `{name}`. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The language to speak: what `--lang` asks for, else that of the locale.
 *
 * @param args of the command
 * @param env its environment
 * @param system language of the machine, e.g. `zh-CN`, for an environment without a locale
 */
export function chooseLanguage(args: readonly string[], env: NodeJS.ProcessEnv, system: string): Language;

/**
 * @param language to speak
 * @returns a function that gives texts; it throws when a value is missing
 */
export function createSay(language: Language): Say;
