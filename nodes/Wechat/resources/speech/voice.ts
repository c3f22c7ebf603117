import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { asciiText } from '../../../shared/typedValues';
import type { Field } from '../../operation';

const VOICE_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** The id of a recording. */
export const voiceId: Field<'voiceId', 'string'> = {
	displayName: 'Voice ID',
	name: 'voiceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1-voice',
	description: 'Your own name for the recording: letters, digits, - and _',
};

/** The spoken language. */
export const spokenLanguage: Field<'spokenLanguage', 'options'> = {
	displayName: 'Language',
	name: 'spokenLanguage',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh_CN' },
		{ name: 'English', value: 'en_US' },
	],
	default: 'zh_CN',
	description: 'Language that is spoken',
};

/** @throws InvalidInputError when it is empty or contains other characters */
export function readVoiceId(value: unknown): string {
	const id = asciiText(value);
	if (VOICE_ID.test(id)) return id;
	throw new InvalidInputError(
		'Voice ID',
		id === '' ? 'is empty' : 'may hold up to 128 letters, digits, - and _ only',
		'Give the voice_id that Upload Voice gave.',
	);
}
