'use strict';

/*
 * Plain JavaScript without dependencies, since demo/start.mjs speaks before anything is installed.
 */

const texts = require('./texts.json');

/** Which variable decides is the rule of GNU gettext; a machine without any is asked for its own language. */
exports.chooseLanguage = (args, { LANGUAGE, LC_ALL, LC_MESSAGES, LANG }, system) => {
	const at = args.findIndex((argument) => /^--lang(=|$)/.test(argument));
	const asked = at < 0 ? undefined : args[at] === '--lang' ? args[at + 1] : args[at].slice('--lang='.length);
	if (asked === 'zh' || asked === 'en') return asked;
	const locale = LC_ALL || LC_MESSAGES || LANG || '';
	if (/^(C|POSIX)$/.test(locale)) return 'en';
	const wanted = LANGUAGE?.split(':')[0] || locale || system;
	return /^zh/i.test(wanted) ? 'zh' : 'en';
};

exports.createSay =
	(language) =>
	(key, values = {}) =>
		texts[key][language].replace(/\{(\w+)\}/g, (_whole, name) => {
			if (!Object.hasOwn(values, name)) throw new Error(`The text "${key}" wants a value for {${name}}`);
			return String(values[name]);
		});
