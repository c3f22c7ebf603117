import type { IDataObject } from 'n8n-workflow';
import type { ApiAnswer } from '../../../../core/api/wire';
import { IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import { payload } from '../../../shared/answerItems';

/** The meaning of a `publish_status`, and what to do. */
interface PublishState {
	/** The value of `publish_state` in outputs. */
	name: 'published' | 'publishing' | 'originalRefused' | 'failed' | 'reviewRefused' | 'deleted' | 'banned';
	/** Why there is no article under a link, and what to do; undefined while there is one, or may still be. */
	problem?: { text: string; remedy: string };
}

/**
 * States of a publishing job by `publish_status`.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/public/api_freepublish_get.html
 */
const STATES: readonly PublishState[] = [
	{ name: 'published' },
	{ name: 'publishing' },
	{
		name: 'originalRefused',
		problem: {
			text: 'the check of original content (原创) failed',
			remedy:
				'Take the mark of original content off the articles under fail_idx, or change them, then publish again.',
		},
	},
	{
		name: 'failed',
		problem: {
			text: 'publishing failed',
			remedy:
				'Publish the draft again later, or by hand in the WeChat console. A test account (测试号) cannot publish: use it up to the draft.',
		},
	},
	{
		name: 'reviewRefused',
		problem: {
			text: 'WeChat’s review refused it',
			remedy: 'Change the articles under fail_idx; the WeChat console says what the review found.',
		},
	},
	{
		name: 'deleted',
		problem: {
			text: 'it was deleted after it had been published',
			remedy: 'To have it again, create a new draft and publish that.',
		},
	},
	{
		name: 'banned',
		problem: {
			text: 'WeChat took it down after it had been published',
			remedy: 'The WeChat console says why, and how to object.',
		},
	},
];

/** A publishing job in WeChat's answer. */
export interface PublishJob {
	/** The value of `publish_state`. */
	state: PublishState['name'];
	/** The answer, with the state in words, the links as an array, and what went wrong. */
	json: IDataObject;
	/** What went wrong and with which articles, and what to do. */
	problem: PublishState['problem'];
}

interface JobAnswer {
	publish_status?: number;
	article_detail?: { item?: { idx?: number; article_url?: string }[] };
	fail_idx?: number[];
}

/**
 * Reads the answer of `freepublish/get`.
 *
 * @param answer of WeChat
 * @throws IndeterminateResultError when its state is unknown
 */
export function readPublishJob(answer: ApiAnswer): PublishJob {
	const data = payload(answer);
	const { publish_status: status, article_detail: detail, fail_idx: failed = [] } = data as JobAnswer;
	const state = STATES[Number(status)];
	if (status === undefined || !state) {
		throw new IndeterminateResultError(
			'maybe-sent',
			`the response has no known publish_status (${status})`,
			'/cgi-bin/freepublish/get',
		);
	}
	const links = (detail?.item ?? []).flatMap(({ article_url: url }) => (url ? [url] : []));
	const problem = state.problem && { ...state.problem, text: `${state.problem.text}${whichOf(failed)}` };
	const told = problem ? { problem: `${withCapital(problem.text)}. ${problem.remedy}` } : {};
	const json = { ...data, publish_state: state.name, article_urls: links, ...told };
	return { state: state.name, json, problem };
}

function whichOf(failed: readonly number[]): string {
	return failed.length === 0 ? '' : ` (article ${failed.join(', ')} of the draft, counted from 1)`;
}

function withCapital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
