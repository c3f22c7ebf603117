import { startLocalModel } from './localModel';
import { startLocalSite } from './localSite';

/** What the story needs besides n8n and WeChat, on this machine. */
export interface LocalServices {
	/** URL of a picture that n8n can fetch. */
	coverUrl: string;
	/** URL of the mock AI model. */
	modelUrl: string;
	close(): void;
}

/** @param ports on loopback; free ones by default */
export async function startLocalServices(ports = { model: 0, site: 0 }): Promise<LocalServices> {
	const model = await startLocalModel(ports.model);
	const site = await startLocalSite(ports.site);
	return {
		coverUrl: site.coverUrl,
		modelUrl: model.url,
		close() {
			model.close();
			site.close();
		},
	};
}
