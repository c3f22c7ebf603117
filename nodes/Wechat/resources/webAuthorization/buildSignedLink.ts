import type { IDataObject } from 'n8n-workflow';
import { typedText } from '../../../../core/text/typedText';
import { readAddress } from '../../../../core/account/serverAddress';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { readPassThrough, readPassThroughRules } from '../../../../core/oauth/passThrough';
import { isTooMuch } from '../../../../core/oauth/startLogin';
import { type LinkPairs, readLinkKey, signLink } from '../../../../core/oauth/signedLink';
import { readCredential } from '../../../transport/readCredential';
import { defineOperation } from '../../operation';

const MAX_MINUTES = 525_600;
const LONGEST_EXPIRES = 9_999_999_999;

/** Builds a link to a WeChat OAuth Trigger that accepts only signed links. */
export const buildSignedLink = defineOperation({
	option: {
		name: 'Build Signed Link',
		value: 'buildSignedLink',
		chinese: '生成签名链接',
		action: 'Build signed link',
		description:
			'Build a link to a WeChat OAuth Trigger with Require Signature: nobody can alter what it carries, and it expires',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/h5/auth.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Trigger URL',
			name: 'triggerUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/3f0c…/oauth',
			description: 'Production URL of the WeChat OAuth Trigger, exactly as it is shown there',
		},
		{
			displayName: 'Parameters',
			name: 'linkParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Parameter',
			default: {},
			description:
				'What the link carries; the trigger has to list the names as Pass-Through Query Parameters',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameter',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. phone',
							description: 'Name of the query parameter',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. 13800138000',
							description: 'Up to 512 characters',
						},
					],
				},
			],
		},
		{
			displayName: 'Expires After (Minutes)',
			name: 'validMinutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_MINUTES },
			default: 60,
			description:
				'How long the link starts a login. Until then, anyone who has it can open it, and the OpenID is that of the person who did.',
		},
	],
	run: async ({ triggerUrl, linkParameters, validMinutes }, { n8n, connection, itemIndex }) => {
		const raw = await readCredential(n8n, { itemIndex });
		const link = readAll({
			address: () => readTriggerUrl(triggerUrl),
			pairs: () => readPairs(linkParameters),
			minutes: () => readMinutes(validMinutes),
			key: () => readLinkKey(String(raw.linkSigningSecret ?? ''), connection.account),
		});
		const expires = Math.floor(Date.now() / 1000 + link.minutes * 60);
		const url = signLink(link.address, link.pairs, expires, link.key);
		return [{ json: { url, expiresAt: new Date(expires * 1000).toISOString() } }];
	},
	sample: {
		params: {
			triggerUrl: 'https://n8n.example.com/webhook/3f0c2b1a/oauth',
			linkParameters: { parameter: [{ name: 'Seat', value: '12' }] },
			validMinutes: 60,
		},
		response: {},
	},
});

/** The signature covers the URL as the trigger knows it, so it must stay as written. */
function readTriggerUrl(typed: string): string {
	const address = typedText(typed);
	readAddress(address, 'Trigger URL');
	if (!/[?#]/.test(address)) return address;
	throw new InvalidInputError(
		'Trigger URL',
		'has a query or a fragment',
		'Enter the address alone, and what the link carries under Parameters.',
	);
}

function readPairs(collection: IDataObject): LinkPairs {
	const rows = (collection.parameter ?? []) as IDataObject[];
	const pairs = rows.map(({ name, value }) => [String(name ?? '').trim(), String(value ?? '')] as const);
	const rules = readPassThroughRules(
		pairs.map(([name]) => ({ name, pattern: '' })),
		true,
	);
	const read = readPassThrough(Object.fromEntries(pairs), rules);
	if ('refused' in read) throw badValue(read.refused);
	// The trigger would report this only to the visitor.
	if (!isTooMuch({ params: read.params, linkExpires: LONGEST_EXPIRES })) return pairs;
	throw new InvalidInputError(
		'Parameters',
		'are too long together: a login keeps about 1400 bytes of them, and a Chinese character has three',
		'Let the link carry an id, and look up the rest in the workflow.',
	);
}

function badValue(name: string): InvalidInputError {
	return new InvalidInputError(
		`Parameters → ${name}`,
		'is longer than 512 characters or has a control character in it',
		'Shorten it; a link cannot hold line breaks and tabs.',
	);
}

function readMinutes(minutes: number): number {
	if (minutes >= 1 && minutes <= MAX_MINUTES) return minutes;
	throw new InvalidInputError(
		'Expires After (Minutes)',
		`must be a number from 1 to ${MAX_MINUTES}`,
		'Enter for how many minutes the link is valid.',
	);
}
