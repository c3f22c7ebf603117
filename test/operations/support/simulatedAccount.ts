import axios from 'axios';
import { createSimulator, type Simulator } from '../../../simulator/createSimulator';

/** Followers that samples name. */
export const SAMPLE_FOLLOWERS = ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'] as const;

/** An account of a simulated platform with what samples speak of: two followers who may be written to, two templates. */
export interface SimulatedAccount {
	simulator: Simulator;
	app: { appid: string; secret: string };
	/** Calls the platform's API directly, to make what an operation needs; throws on an errcode. */
	api(path: string, body: object): Promise<Record<string, unknown>>;
	/** Uploads a small file and gives its media_id. */
	upload(path: string, type: string): Promise<string>;
	/** Forgets everything and sets the account up again. */
	renew(): Promise<void>;
	close(): Promise<void>;
}

const TEMPLATES = [1, 2].map((number) => `SAMPLE-template-id-${String(number).padStart(24, '0')}`);
const MINI_PROGRAMS = ['wx0123456789abcdef', 'wx00000000000000f1'];
const FILES: Readonly<Record<string, { name: string; bytes: Buffer }>> = {
	image: { name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a0000', 'hex') },
	thumb: { name: 'a.jpg', bytes: Buffer.from('ffd8ffe000104a464946', 'hex') },
	voice: { name: 'a.amr', bytes: Buffer.from('2321414d520a00000000', 'hex') },
	video: { name: 'a.mp4', bytes: Buffer.from('00000018667479706d703432', 'hex') },
};

/** Starts the platform; the caller closes it. */
export async function startSimulatedAccount(): Promise<SimulatedAccount> {
	const simulator = await createSimulator({ seed: 'samples', log: () => undefined });
	const http = axios.create({ baseURL: simulator.urls.api, proxy: false });
	const app = { appid: '', secret: '' };
	let token = '';

	const api = async (path: string, body: object): Promise<Record<string, unknown>> => {
		const { data } = await http.post<Record<string, unknown>>(path, body, {
			params: { access_token: token },
		});
		if (data.errcode) throw new Error(`${path}: ${JSON.stringify(data)}`);
		return data;
	};
	const renew = async () => {
		await simulator.control.reset();
		const { account } = await simulator.control.account({
			kind: 'service-certified',
			linkedMiniprograms: MINI_PROGRAMS.map((appid) => ({ appid })),
		});
		Object.assign(app, { appid: account.appid, secret: account.secret });
		for (const openid of SAMPLE_FOLLOWERS) {
			await simulator.control.follower({ openid, follow: true, push: false });
			await simulator.control.area('customerService', 'pay', { openid });
		}
		for (const templateId of TEMPLATES) {
			const content = '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}';
			await simulator.control.area('templates', 'add', { templateId, title: '订单支付成功通知', content });
		}
		const grant = { grant_type: 'client_credential', ...app };
		const { data } = await http.post<{ access_token: string }>('/cgi-bin/stable_token', grant);
		token = data.access_token;
	};
	await renew();
	return {
		simulator,
		app,
		api,
		renew,
		async upload(path, type) {
			const file = FILES[type];
			if (!file) throw new Error(`there is no sample file of kind ${type}`);
			const form = new FormData();
			form.append('media', new Blob([new Uint8Array(file.bytes)]), file.name);
			const { data } = await http.post<Record<string, string>>(path, form, {
				params: { access_token: token, type },
			});
			const id = data.media_id ?? data.thumb_media_id;
			if (!id) throw new Error(`${path}: ${JSON.stringify(data)}`);
			return id;
		},
		close: async () => await simulator.close(),
	};
}
