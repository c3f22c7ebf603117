import { startLocalModel } from './localModel';
import { startLocalSite } from './localSite';

/** What the story plays with beside n8n and WeChat, on this machine. */
export interface Props {
	/** Of a picture that n8n can fetch. */
	coverUrl: string;
	/** Of the stand-in for an AI model. */
	modelUrl: string;
	close(): void;
}

/** @param ports on loopback; free ones unless told */
export async function openProps(ports = { model: 0, site: 0 }): Promise<Props> {
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
