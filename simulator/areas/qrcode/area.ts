import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { type Area, type OpenCall, RawAnswer } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { coverage } from './coverage';
import { createCode, liveCode } from './createCode';
import { drawCode } from './drawCode';
import { qrData } from './qrData';
import { scanCode } from './scanCode';
import { fetchLong, shorten } from './shortKeys';

const SHOWN = 100;

/** Parametric QR codes and short keys. */
export const qrcode = {
	coverage,
	routes: [
		...accountRoutes(PERMITS.qrcodes, [
			{
				method: 'POST',
				path: '/cgi-bin/qrcode/create',
				body: 'json',
				perDay: 100_000,
				perDayTestNumber: 10_000,
				handle: ({ world, account, json }) => createCode(world, qrData(account), json),
			},
			{
				method: 'POST',
				path: '/cgi-bin/shorten/gen',
				body: 'json',
				handle: ({ world, account, json }) => shorten(world, account, json),
			},
			{
				method: 'POST',
				path: '/cgi-bin/shorten/fetch',
				body: 'json',
				handle: ({ world, account, json }) => fetchLong(world, account, json),
			},
		]),
		...openRoutes([{ method: 'GET', path: '/cgi-bin/showqrcode', body: 'none', handle: showPicture }]),
	],
	controls: {
		/** A person scans a code, named by its ticket or by what it encodes. */
		scan: areaControl(
			z.object({ appid: z.string().optional(), openid: z.string(), ticket: z.string() }).strict(),
			(world, { appid, openid, ticket }) => {
				const account = findAccount(world.store, appid);
				return { result: scanCode(world, account, findFollower(account, openid), ticket) };
			},
		),
	},
	describe(account, world) {
		const { codes, permanent, shortKeys } = qrData(account);
		const nowMs = world.clock.now();
		return {
			permanent,
			shortKeys: shortKeys.size,
			codes: [...codes.values()].slice(-SHOWN).map((code) => ({
				...code,
				expired: code.expiresAtMs !== null && code.expiresAtMs <= nowMs,
			})),
		};
	},
} satisfies Area;

function showPicture({ world, query }: OpenCall): RawAnswer {
	const ticket = query.get('ticket') ?? '';
	for (const account of world.store.accounts.values()) {
		const code = liveCode(qrData(account), ticket, world.clock.now());
		if (code) return new RawAnswer('image/jpg', drawCode(code.url));
	}
	return new RawAnswer('text/html; charset=utf-8', '<html><body><h1>404 Not Found</h1></body></html>', 404);
}
