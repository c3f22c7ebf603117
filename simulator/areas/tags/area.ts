import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { createTag, deleteTag, listTags, renameTag } from './manageTags';
import { listTagged, listTagsOf, tagPeople } from './tagPeople';

const LIMITS = 'official call limits page';
/** When the rules below were read. */
const date = '2026-10';

/** Tags and their followers. */
export const tags = {
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'POST',
			path: '/cgi-bin/tags/create',
			body: 'json',
			perDay: 1000,
			perDayTestNumber: 100,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '100 tags (45056); 45157 no name or a name in use',
						source: 'official page tags/create',
						date,
					},
					{ rule: 'Names of up to 30 characters (45158)', source: 'official page tags/create', date },
					{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
				],
				differs: ['Pages disagree about characters or bytes; characters count here. Ids count up from 100'],
			},
			handle: ({ account, json }) => createTag(account, json.tag),
		},
		{
			method: 'GET',
			path: '/cgi-bin/tags/get',
			body: 'none',
			perDay: 1000,
			perDayTestNumber: 100,
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'id, name and number of followers of each tag', source: 'official page tags/get', date },
					{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
				],
				differs: ['Of the system tags only 2 (星标组) is listed'],
			},
			handle: ({ account }) => listTags(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/update',
			body: 'json',
			perDay: 1000,
			perDayTestNumber: 100,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '0, 1 and 2 cannot be changed (45058); 45157, 45158 as for create',
						source: 'official page tags/update',
						date,
					},
					{ rule: '1000 calls a day, test numbers 100', source: LIMITS, date },
				],
				differs: ['An id of no tag answers 45159'],
			},
			handle({ account, json }) {
				renameTag(account, json.tag);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/delete',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '45058 system tags; 45057 more than 100 000 followers; everybody loses the tag',
						source: 'official page tags/delete',
						date,
					},
				],
				differs: ['An id of no tag answers 45159'],
			},
			handle({ account, json }) {
				deleteTag(account, json.tag);
				return OK;
			},
		},
		{
			method: 'GET or POST',
			path: '/cgi-bin/user/tag/get',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: '10 000 openids a call, POST; GET with a body in older pages',
						source: 'official page user/tag/get',
						date,
					},
					{ rule: '45159 unknown tag, 40003 wrong next_openid', source: 'official page user/tag/get', date },
				],
				differs: ['An empty page has no data, as in user/get'],
			},
			handle: ({ account, json }) => listTagged(account, json),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchtagging',
			body: 'json',
			perDay: 100_000,
			perDayTestNumber: 1000,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 50 openids (40032), a tag of the account (45159)',
						source: 'official page batchtagging',
						date,
					},
					{
						rule: '40003 an openid of nobody, 49003 of another account',
						source: 'official page batchtagging',
						date,
					},
					{ rule: '20 tags for one person (45059)', source: 'official page tags/members/batchtagging', date },
					{ rule: '100 000 calls a day, test numbers 1000', source: LIMITS, date },
				],
				differs: [
					'45171 with fail_openid_list is answered when people in the list do not follow; the others are changed',
					'Calls are handled one after the other, so 45169 never happens by itself; order it as a fault',
				],
			},
			handle({ world, account, json }) {
				tagPeople(world, account, json, 'add');
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchuntagging',
			body: 'json',
			perDay: 100_000,
			perDayTestNumber: 1000,
			coverage: {
				status: 'covered',
				rules: [
					{
						rule: 'Up to 50 openids (40032), a tag of the account (45159)',
						source: 'official page batchuntagging',
						date,
					},
					{
						rule: '40003 an openid of nobody, 49003 of another account',
						source: 'official page batchuntagging',
						date,
					},
					{ rule: '100 000 calls a day, test numbers 1000', source: LIMITS, date },
				],
				differs: [
					'45171 with fail_openid_list is answered when people in the list do not follow; the others are changed',
					'Calls are handled one after the other, so 45169 never happens by itself; order it as a fault',
				],
			},
			handle({ world, account, json }) {
				tagPeople(world, account, json, 'remove');
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/getidlist',
			body: 'json',
			coverage: {
				status: 'covered',
				rules: [
					{ rule: 'Ids in the order they were given; 40003', source: 'official page tags/getidlist', date },
				],
			},
			handle: ({ account, json }) => listTagsOf(account, json.openid),
		},
	]),
	describe: (account) => listTags(account),
} satisfies Area;
