import { chooseLanguage, createSay } from '../../demo/language.cjs';
import texts from '../../demo/texts.json';

const language = (env: NodeJS.ProcessEnv, args: string[] = [], system = 'en-US') =>
	chooseLanguage(args, env, system);

test.each([
	[{ LANG: 'zh_CN.UTF-8' }, 'zh'],
	[{ LANG: 'zh_TW' }, 'zh'],
	[{ LANG: 'en_US.UTF-8' }, 'en'],
	[{ LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
	[{ LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'de_DE.UTF-8' }, 'zh'],
	[{ LANGUAGE: 'zh_CN:en', LANG: 'en_US.UTF-8' }, 'zh'],
	[{ LANGUAGE: 'en:zh', LANG: 'zh_CN.UTF-8' }, 'en'],
	[{ LANGUAGE: 'zh', LANG: 'C' }, 'en'],
	[{}, 'en'],
] as const)('with %j the demo speaks %s', (env, expected) => {
	expect(language(env)).toBe(expected);
});

test('a machine without a locale is asked for its own language', () => {
	expect(language({}, [], 'zh-CN')).toBe('zh');
	expect(language({ LANG: 'en_US' }, [], 'zh-CN')).toBe('en');
});

test('--lang wins over the locale', () => {
	expect(language({ LANG: 'en_US' }, ['--once', '--lang', 'zh'])).toBe('zh');
	expect(language({ LANG: 'zh_CN' }, ['--lang=en'])).toBe('en');
	expect(language({ LANG: 'zh_CN' }, ['--lang=fr'])).toBe('zh');
});

test('every text is there in both languages, with the same values', () => {
	const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
	for (const [key, words] of Object.entries(texts)) {
		expect({ key, languages: Object.keys(words) }).toEqual({ key, languages: ['en', 'zh'] });
		expect({ key, names: placeholders(words.zh) }).toEqual({ key, names: placeholders(words.en) });
		expect({ key, isChinese: /\p{Script=Han}/u.test(words.zh) }).toEqual({ key, isChinese: true });
	}
});

test('a text takes its values, and refuses to go without one', () => {
	expect(createSay('en')('hostUp', { url: 'http://x' })).toBe('n8n is up at http://x');
	expect(createSay('zh')('hostUp', { url: 'http://x' })).toBe('n8n 已启动：http://x');
	expect(() => createSay('en')('hostUp')).toThrow('The text "hostUp" wants a value for {url}');
});
