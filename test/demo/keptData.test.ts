import { existsSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { keptFolder, openKeptData } from '../../demo/keptData';
import { createSay } from '../../demo/language.cjs';
import { temporaryFolder } from '../host/temporaryFolder';

const say = createSay('en');
const parent = temporaryFolder();
const folder = () => path.join(parent(), 'demo');
const owner = { email: 'a@example.com', password: 'A1secret', firstName: 'A', lastName: 'B' };
const ports = { n8n: 1, platform: 2, model: 3, site: 4, broker: 5 };

test('what a finished story leaves behind is there for the next run', async () => {
	const first = await openKeptData(folder(), say);
	expect(first).toMatchObject({ earlier: undefined, wasCutOff: false });
	await mkdir(first.userFolder);
	await first.savePlatform('{"accounts":1}');
	await first.finish({ owner, ports });
	await first.release();
	const second = await openKeptData(folder(), say);
	await second.release();
	expect(second.earlier).toEqual({ owner, ports, platform: '{"accounts":1}' });
	expect(existsSync(second.userFolder)).toBe(true);
	expect(statSync(path.join(folder(), 'demo.json')).mode & 0o077).toBe(0);
});

test('a story that was cut off is begun anew without its data', async () => {
	const first = await openKeptData(folder(), say);
	await mkdir(first.userFolder);
	await first.savePlatform('{}');
	await first.release();
	const second = await openKeptData(folder(), say);
	await second.release();
	expect(second).toMatchObject({ earlier: undefined, wasCutOff: true });
	expect(existsSync(second.userFolder)).toBe(false);
});

test('a folder that another demo uses is refused, with its process', async () => {
	const first = await openKeptData(folder(), say);
	await expect(openKeptData(folder(), say)).rejects.toThrow(`Another demo (process ${process.pid}) is using`);
	await first.release();
});

test.each([
	['{', 'JSON'],
	['{"format":0}', 'format 0 instead of 1'],
	['{"format":1}', 'platform.json is missing'],
])('facts like %s are refused, with the folder to remove', async (facts, reason) => {
	await (await openKeptData(folder(), say)).release();
	writeFileSync(path.join(folder(), 'demo.json'), facts);
	const opening = openKeptData(folder(), say);
	await expect(opening).rejects.toThrow(reason);
	await expect(opening).rejects.toThrow(`The data kept in ${folder()} cannot be read`);
});

test('data are kept where the XDG base directory specification has them', () => {
	expect(keptFolder({ XDG_DATA_HOME: '/data' })).toBe('/data/n8n-nodes-wechat-mp/demo');
	expect(keptFolder({ XDG_DATA_HOME: 'data' })).toMatch(/^\/.*\/\.local\/share\/n8n-nodes-wechat-mp\/demo$/);
});
