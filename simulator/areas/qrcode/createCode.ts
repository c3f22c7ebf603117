import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { World } from '../../World';
import { isRecord } from '../../isRecord';
import type { QrCode, QrData } from './qrData';

const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 2_592_000;
const MAX_PERMANENT = 100_000;
const MAX_SCENE_CHARACTERS = 64;
const MAX_LIMIT_SCENE = 100_000;
const MAX_SCENE = 2 ** 32 - 1;

/** The scenes that the four kinds of code accept, and whether they are permanent. */
const ACTIONS: Readonly<Record<string, { key: 'scene_id' | 'scene_str'; permanent: boolean }>> = {
	QR_SCENE: { key: 'scene_id', permanent: false },
	QR_STR_SCENE: { key: 'scene_str', permanent: false },
	QR_LIMIT_SCENE: { key: 'scene_id', permanent: true },
	QR_LIMIT_STR_SCENE: { key: 'scene_str', permanent: true },
};

/**
 * `qrcode/create`.
 *
 * @param data of the account that the code is for
 * @throws ApiError 40052 action, 40053 no scene or a wrong lifetime, 40129 scene, 45029 100 000 permanent codes exist
 */
export function createCode(
	{ ids, clock }: Pick<World, 'ids' | 'clock'>,
	data: QrData,
	json: Readonly<Record<string, unknown>>,
): JsonObject {
	const { action_name: name, action_info: info } = json;
	const action = typeof name === 'string' && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
	if (!action) throw new ApiError(40052);
	const scene = isRecord(info) && isRecord(info.scene) ? info.scene[action.key] : undefined;
	if (scene === undefined) throw new ApiError(40053);
	const seconds = action.permanent ? null : readSeconds(json.expire_seconds);
	const code: QrCode = {
		scene: action.key === 'scene_id' ? readSceneId(scene, action.permanent) : readSceneText(scene),
		ticket: `gQ${ids.alphanumeric(94)}`,
		url: `http://weixin.qq.com/q/${ids.alphanumeric(22)}`,
		expiresAtMs: seconds === null ? null : clock.now() + seconds * 1000,
	};
	if (action.permanent) {
		if (data.permanent >= MAX_PERMANENT) throw new ApiError(45029);
		data.permanent += 1;
	}
	data.codes.set(code.ticket, code);
	return { ticket: code.ticket, expire_seconds: seconds ?? undefined, url: code.url };
}

/** @returns the code of a ticket unless it has expired */
export function liveCode(data: QrData, ticket: string, nowMs: number): QrCode | null {
	const code = data.codes.get(ticket);
	if (!code || (code.expiresAtMs !== null && code.expiresAtMs <= nowMs)) return null;
	return code;
}

function readSeconds(value: unknown): number {
	if (value === undefined) return DEFAULT_SECONDS;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > MAX_SECONDS)
		throw new ApiError(40053);
	return value;
}

function readSceneId(value: unknown, permanent: boolean): number {
	const max = permanent ? MAX_LIMIT_SCENE : MAX_SCENE;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > max)
		throw new ApiError(40129);
	return value;
}

function readSceneText(value: unknown): string {
	if (typeof value !== 'string' || value === '' || [...value].length > MAX_SCENE_CHARACTERS)
		throw new ApiError(40129);
	return value;
}
