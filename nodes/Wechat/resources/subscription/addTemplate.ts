import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { required, withinCharacters, readNumbers } from '../../../shared/textLimits';
import { parseWholeNumber } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { libraryTitle, readTitleId } from './libraryTitle';
import { MAY_NOT_ADD } from '../../fields/templates';

const MIN_KEYWORDS = 2;
const MAX_KEYWORDS = 5;
const MAX_SCENE_CHARACTERS = 15;
/** From this id on, WeChat has fixed the keywords of a title. */
const FIRST_FIXED = 10_000_001;
const LAST_FIXED = 19_999_999;

/** Adds a subscription template from WeChat's library. */
export const addSubscriptionTemplate = defineOperation({
	option: {
		name: 'Add Template',
		value: 'addTemplate',
		chinese: '选用订阅模板',
		action: 'Add subscription template',
		description:
			'Make a subscription template from a title of the public library and 2 to 5 of its keywords; gives its template ID (priTmplId)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_addwxanewtemplate.html',
	effect: 'write',
	account: 'certified service account',
	lists: ['kidList'],
	fields: [
		libraryTitle,
		{
			displayName: 'Keyword Names or IDs',
			name: 'kidList',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'loadLibraryKeywords', loadOptionsDependsOn: ['tid.value'] },
			default: [],
			description:
				'2 to 5 keywords (关键词) of the title, in the order you want; none for titles whose keywords are fixed: title IDs of 8 digits that begin with 1. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Scene Description',
			name: 'sceneDesc',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 订单付款',
			description: 'When the notification is sent, for the reviewers and the subscriber: up to 15 characters',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/wxaapi/newtmpl/addtemplate',
		body: readAll({
			tid: () => String(readTitleId(params.tid)),
			kidList: () => keywordIds(parseWholeNumber(params.tid), params.kidList),
			sceneDesc: () =>
				withinCharacters(
					'Scene Description',
					required('Scene Description', params.sceneDesc),
					MAX_SCENE_CHARACTERS,
				),
		}),
	}),
	output: { kind: 'one' },
	hints: {
		200011: MAY_NOT_ADD,
		200012:
			'The account already has the maximum number of subscription templates. Delete one first, with Delete Template.',
		200014:
			'The library has no template with this title ID: use Get Template Titles. If the ID is right, WeChat did not process the call, which it documents only for mini programs: add the template in the console (订阅通知).',
		200020: 'Give 2 to 5 keyword IDs of this title. Use Get Template Keywords.',
		200022:
			'The account has a template with the same title and keywords already. Use that one, which Get Many Templates lists, or choose other keywords.',
	},
	sample: {
		params: { tid: '401', kidList: '3, 5, 4', sceneDesc: '订单付款a' },
		request: {
			method: 'POST',
			path: '/wxaapi/newtmpl/addtemplate',
			body: { tid: '401', kidList: [3, 5, 4], sceneDesc: '订单付款a' },
		},
		response: { errcode: 0, errmsg: 'ok', priTmplId: 'SAMPLE-subscription-id-00000000000000000001' },
	},
});

function keywordIds(tid = 0, given: unknown): number[] {
	if (tid >= FIRST_FIXED && tid <= LAST_FIXED) return noKeywordIds(given);
	const ids = readNumbers('Keyword Names or IDs', given);
	if (ids.length >= MIN_KEYWORDS && ids.length <= MAX_KEYWORDS) return ids;
	throw new InvalidInputError(
		'Keyword Names or IDs',
		`has ${ids.length} of them; a template has ${MIN_KEYWORDS} to ${MAX_KEYWORDS}`,
		'Use Get Template Keywords and choose among them.',
	);
}

function noKeywordIds(given: unknown): number[] {
	if (Array.isArray(given) ? given.length === 0 : given === '') return [];
	throw new InvalidInputError(
		'Keyword Names or IDs',
		'must be empty: the keywords of this title are fixed',
		'Empty the field, or give another title ID.',
	);
}
