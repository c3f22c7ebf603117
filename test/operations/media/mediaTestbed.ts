import type { IDataObject } from 'n8n-workflow';
import { resetProcessState } from '../../../core/state/processStore';
import {
	type CannedAnswer,
	type CannedPlatform,
	type ReceivedRequest,
	startCannedPlatform,
} from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { itemWithFile, NODE, runOperation } from '../support/runOperation';

/** Files by what they are used as. */
const FILES: Readonly<Record<string, string>> = {
	image: '89504e470d0a1a0a0001',
	thumb: 'ffd8ffe000104a464946',
	voice: '2321414d520a00000001',
	video: '00000018667479706d703432',
	page: Buffer.from('<!DOCTYPE html><p>Log in').toString('hex'),
	bitmap: `424d${'00'.repeat(12)}28000000${'00'.repeat(36)}`,
};
export const bytesOf = (kind: string) => Buffer.from(FILES[kind] ?? '', 'hex');
export const fileOf = (kind: string) => ({
	fileName: `a.${kind}`,
	contentType: 'application/octet-stream',
	base64: bytesOf(kind).toString('base64'),
});
export const UPLOAD = '/cgi-bin/media/upload';
export const SEND = '/cgi-bin/message/custom/send';

/** A platform that takes uploads and messages, and has files under /files/KIND; for tests of messages about files. */
export function mediaTestbed() {
	let platform: CannedPlatform;
	let number = 0;
	beforeAll(async () => {
		platform = await startCannedPlatform();
	});
	afterAll(async () => await platform.close());
	beforeEach(() => {
		resetProcessState();
		number = 0;
		platform.answer(answer);
	});

	/** Every upload gets another id; files are under /files/KIND. */
	function answer({ path, query }: ReceivedRequest): CannedAnswer {
		if (path === UPLOAD) {
			number += 1;
			const name = query.type === 'thumb' ? 'thumb_media_id' : 'media_id';
			return { json: { type: query.type, [name]: `ID-${query.type}-${number}`, created_at: 1 } };
		}
		if (path === '/cgi-bin/media/uploadvideo') return { json: { media_id: 'SENDABLE' } };
		const kind = /^\/files\/(\w+)$/.exec(path)?.[1];
		if (kind === undefined) return { json: { errcode: 0, errmsg: 'ok' } };
		return FILES[kind]
			? { bytes: bytesOf(kind), headers: { 'content-type': 'application/octet-stream' } }
			: { bytes: Buffer.from('gone'), headers: {}, status: 404 };
	}

	const paths = () => platform.received.map(({ path }) => path);
	const sent = () =>
		platform.received
			.filter(({ path }) => path === SEND)
			.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, IDataObject>);

	async function run(
		[resource, value]: readonly [string, string],
		params: IDataObject,
		input = [itemWithFile({}, undefined)],
	) {
		const operation = findOperation(resource, value);
		const { items, error } = await runOperation(platform.url, operation, {
			params: { ...operation.sample.params, ...params },
			input,
		});
		return { items: () => items(NODE).map(({ json }) => json), error };
	}

	return { answer, paths, sent, run, platform: () => platform };
}
