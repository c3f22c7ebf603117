import type { Field } from '../runner/Operation';

/** The language of the region names in a profile. */
export const language: Field<'lang', 'options'> = {
	displayName: 'Language',
	name: 'lang',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'Simplified Chinese', value: 'zh_CN' },
		{ name: 'Traditional Chinese', value: 'zh_TW' },
	],
	default: 'zh_CN',
	description: 'Language of the region names, where WeChat still gives them',
};
