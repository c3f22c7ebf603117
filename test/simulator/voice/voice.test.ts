import { apiOf, type AccountApi } from '../support/apiOf';
import { startPlatform, type Platform } from '../support/platform';
import { fileOf, uploadFile } from '../support/uploadFile';

const VOICE = '/cgi-bin/media/voice';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const record = async (
	query = 'format=mp3&voice_id=v1&lang=zh_CN',
	fileName = 'a.mp3',
	bytes = Buffer.from('x'),
) =>
	(await uploadFile(platform, api, `${VOICE}/addvoicetorecofortext?${query}`, { fileName, bytes })).errcode;
const heard = async (id = 'v1') =>
	(await api.post(`${VOICE}/queryrecoresultfortext?voice_id=${id}&lang=zh_CN`, {})).json;
const translate = async (content: string, languages = 'lfrom=zh_CN&lto=en_US') =>
	(await api.post(`${VOICE}/translatecontent?${languages}`, { content })).json;

it('a recording is recognized for ten seconds', async () => {
	await platform.simulator.control.area('voice', 'heard', { text: '你好' });
	expect(await record()).toBe(0);
	expect([await heard(), await heard('v2')]).toEqual([{ result: '你好' }, { result: '' }]);
	await platform.simulator.control.clock({ advanceSeconds: 11 });
	expect(await heard()).toEqual({ result: '' });
});

it('recordings of other sorts and sizes are refused', async () => {
	expect(await record('format=amr&voice_id=v1')).toBe(40035);
	expect(await record('format=mp3')).toBe(40035);
	expect(await record('format=mp3&voice_id=v1&lang=de')).toBe(40035);
	expect(await record(undefined, 'a.amr')).toBe(40005);
	expect(await record(undefined, 'a.mp3', fileOf(1024 * 1024 + 1))).toBe(40010);
});

it('texts of up to 600 bytes are translated, after a fashion', async () => {
	expect(await translate('你好')).toEqual({ from_content: '你好', to_content: '[en_US] 你好' });
	expect(await translate('字'.repeat(200))).not.toHaveProperty('errcode');
	expect(await translate('字'.repeat(201))).toMatchObject({ errcode: 40035 });
	expect(await translate('')).toMatchObject({ errcode: 40035 });
	expect(await translate('x', 'lfrom=zh_CN&lto=de')).toMatchObject({ errcode: 40035 });
});
