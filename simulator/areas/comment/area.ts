import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { OK } from '../answerOk';
import type { Area } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { commentData } from './commentData';
import { commentSettings } from './commentSettings';
import {
	addReply,
	deleteComment,
	deleteReply,
	electComment,
	listComments,
	switchComments,
	unelectComment,
} from './manageComments';
import { withdrawComment, writeComment } from './writeComment';

const source = 'official comment pages';
const date = '2026-10';
const ARTICLE = {
	rule: 'msg_data_id as number or digits, index from 0; 88000 without the permission, 88001 no such article',
	source,
	date,
} as const;

const place = z
	.object({
		appid: z.string().optional(),
		msgDataId: z.number().int(),
		index: z.number().int().nonnegative().default(0),
	})
	.strict();

/** Comments (留言) under articles that were published or sent. */
export const comment = {
	routes: accountRoutes(PERMITS.comments, [
		{
			method: 'POST',
			path: '/cgi-bin/comment/open',
			body: 'json',
			handle({ account, json }) {
				switchComments(account, json, true);
				return OK;
			},
			coverage: { status: 'covered', rules: [ARTICLE], differs: ['88002 only as a fault'] },
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/close',
			body: 'json',
			handle({ account, json }) {
				switchComments(account, json, false);
				return OK;
			},
			coverage: { status: 'covered', rules: [ARTICLE] },
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/list',
			body: 'json',
			handle: ({ account, json }) => listComments(account, json),
			coverage: {
				status: 'covered',
				rules: [
					ARTICLE,
					{ rule: 'begin from 0, count 1 to 49 (88010), type 0 all, 1 ordinary, 2 elected', source, date },
					{ rule: 'comment_type 1 is elected; reply only where there is one', source, date },
				],
				differs: [
					'Newest first: no page tells the order; a wrong begin or type answers 40097',
					'Every comment has an openid',
					'total is the number of all comments, as on the page; developers found that of the answer, and comment_cnt for all',
				],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/markelect',
			body: 'json',
			handle({ account, json }) {
				electComment(account, json);
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [
					ARTICLE,
					{ rule: '88008 no such comment, 88004 taken back by its author, 88003 too many', source, date },
				],
				differs: ['100 elected comments: the pages name no figure'],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/unmarkelect',
			body: 'json',
			handle({ account, json }) {
				unelectComment(account, json);
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [ARTICLE, { rule: '88008 no such comment', source, date }],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/delete',
			body: 'json',
			handle({ account, json }) {
				deleteComment(account, json);
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [ARTICLE, { rule: '88008 no such comment', source, date }],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/reply/add',
			body: 'json',
			handle({ world, account, json }) {
				addReply(world, account, json);
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [
					ARTICLE,
					{
						rule: 'One reply for each comment (88005); 88007 empty or too long, 88008 no such comment',
						source,
						date,
					},
				],
				differs: ['140 characters: the pages name no figure'],
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/comment/reply/delete',
			body: 'json',
			handle({ account, json }) {
				deleteReply(account, json);
				return OK;
			},
			coverage: {
				status: 'covered',
				rules: [ARTICLE, { rule: '87009 no reply, 88008 no such comment', source, date }],
				differs: ['The table of return codes words 87009 as invalid signature; this page lists it'],
			},
		},
	]),
	controls: {
		/** A reader comments on an article. */
		write: areaControl(
			place.extend({ openid: z.string(), content: z.string().min(1) }).strict(),
			(world, { appid, openid, content, ...where }) => {
				const account = findAccount(world.store, appid);
				const reader = findFollower(account, openid);
				return { userCommentId: writeComment(world, account, reader, where, content) };
			},
		),
		/** A reader withdraws a comment. */
		withdraw: areaControl(
			place.extend({ userCommentId: z.number().int() }).strict(),
			(world, { appid, userCommentId, ...where }) => {
				withdrawComment(findAccount(world.store, appid), where, userCommentId);
				return {};
			},
		),
		/** Grants or revokes the account's permission for comments. */
		permission: areaControl(
			z.object({ appid: z.string().optional(), permitted: z.boolean() }).strict(),
			(world, { appid, permitted }) => {
				commentSettings(findAccount(world.store, appid)).permitted = permitted;
				return {};
			},
		),
	},
	describe: (account) => ({
		permitted: commentSettings(account).permitted,
		threads: [...commentData(account).threads].map(([article, { open, comments }]) => ({
			article,
			open,
			comments: comments.map((one) => ({ ...one, reply: one.reply && { ...one.reply } })),
		})),
	}),
} satisfies Area;
