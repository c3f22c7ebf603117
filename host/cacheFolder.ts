import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Folder for downloads and builds that are reused by every checkout: `$XDG_CACHE_HOME`, else `~/.cache`. A relative `XDG_CACHE_HOME` is
 * ignored, as the XDG base directory specification requires (`env-paths` would put the cache into the working directory then).
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const base = env.XDG_CACHE_HOME;
	const root = base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache');
	return path.join(root, 'n8n-nodes-wechat-mp');
}
