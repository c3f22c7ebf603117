import { OK } from '../answerOk';
import type { Area } from '../Area';
import { PERMITS } from '../permits';
import { accountRoutes } from '../routes';
import { coverage } from './coverage';
import { createTag, deleteTag, listTags, renameTag } from './manageTags';
import { listTagged, listTagsOf, tagPeople } from './tagPeople';

/** Tags and who has them. */
export const tags = {
	coverage,
	routes: accountRoutes(PERMITS.users, [
		{
			method: 'POST',
			path: '/cgi-bin/tags/create',
			body: 'json',
			perDay: 1000,
			perDayTestNumber: 100,
			handle: ({ account, json }) => createTag(account, json.tag),
		},
		{
			method: 'GET',
			path: '/cgi-bin/tags/get',
			body: 'none',
			perDay: 1000,
			perDayTestNumber: 100,
			handle: ({ account }) => listTags(account),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/update',
			body: 'json',
			perDay: 1000,
			perDayTestNumber: 100,
			handle({ account, json }) {
				renameTag(account, json.tag);
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/delete',
			body: 'json',
			handle({ account, json }) {
				deleteTag(account, json.tag);
				return OK;
			},
		},
		{
			method: 'GET or POST',
			path: '/cgi-bin/user/tag/get',
			body: 'json',
			handle: ({ account, json }) => listTagged(account, json),
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/members/batchtagging',
			body: 'json',
			perDay: 100_000,
			perDayTestNumber: 1000,
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
			handle({ world, account, json }) {
				tagPeople(world, account, json, 'remove');
				return OK;
			},
		},
		{
			method: 'POST',
			path: '/cgi-bin/tags/getidlist',
			body: 'json',
			handle: ({ account, json }) => listTagsOf(account, json.openid),
		},
	]),
	describe: (account) => listTags(account),
} satisfies Area;
