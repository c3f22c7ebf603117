import { z } from 'zod';
import { findAccount, findFollower } from '../../state/findAccount';
import { type Area, type OpenCall, RawAnswer } from '../Area';
import { areaControl } from '../areaControl';
import { PERMITS } from '../permits';
import { accountRoutes, openRoutes } from '../routes';
import { createCode, liveCode } from './createCode';
import { drawCode } from './drawCode';
import { qrData } from './qrData';
import { scanCode } from './scanCode';
import { fetchLong, shorten } from './shortKeys';

const SHORT = 'official short key pages';
/** When the rules below were read. */
const date = '2026-10';

const SHOWN = 100;

/** Parametric QR codes and short keys. */
export const qrcode = {
	routes: [
		...accountRoutes(PERMITS.qrcodes, [
			{
				method: 'POST',
				path: '/cgi-bin/qrcode/create',
				body: 'json',
				perDay: 100_000,
				perDayTestNumber: 10_000,
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Four actions (40052); scene missing 40053, out of range 40129',
							source: 'official parametric QR code page',
							date,
						},
						{
							rule: 'scene_id 32 bits and not 0, permanent 1–100000; scene_str of 1–64 characters',
							source: 'official parametric QR code page',
							date,
						},
						{
							rule: '60 s when expire_seconds is missing, 30 days at most; 100 000 permanent codes (45029)',
							source: 'official parametric QR code page',
							date,
						},
						{ rule: '100 000 calls a day, test numbers 10 000', source: 'official call limits page', date },
					],
					differs: [
						'A lifetime out of range answers 40053',
						'Every call makes a new code, also for a permanent scene that has one',
					],
				},
				handle: ({ world, account, json }) => createCode(world, qrData(account), json),
			},
			{
				method: 'POST',
				path: '/cgi-bin/shorten/gen',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: '4 KB (9410010), 30 days (9410011), 47003 without long_data; key of 15 letters and digits',
							source: SHORT,
							date,
						},
					],
				},
				handle: ({ world, account, json }) => shorten(world, account, json),
			},
			{
				method: 'POST',
				path: '/cgi-bin/shorten/fetch',
				body: 'json',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Remaining seconds; 9410012 unknown, expired or of another account',
							source: SHORT,
							date,
						},
					],
				},
				handle: ({ world, account, json }) => fetchLong(world, account, json),
			},
		]),
		...openRoutes([
			{
				method: 'GET',
				path: '/cgi-bin/showqrcode',
				body: 'none',
				coverage: {
					status: 'covered',
					rules: [
						{
							rule: 'Picture as image/jpg without login, which holds the url of qrcode/create; 404 for a bad ticket',
							source: 'official parametric QR code page',
							date,
						},
					],
					differs: ['An expired ticket is 404 too'],
				},
				handle: showPicture,
			},
		]),
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
