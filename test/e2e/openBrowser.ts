import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, selectors } from 'playwright-core';

/** Where distributions put Chromium. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Keeps the browser from calling home: the tests run without a network. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A headless browser with a profile of its own. */
export interface TestBrowser {
	context: BrowserContext;
	close(): Promise<void>;
}

/**
 * Starts the system's Chromium.
 *
 * @param options window size, e.g. of a phone; language and time zone that the pages see
 * @throws when there is no Chromium; says how to install it
 */
export async function openBrowser(
	options: {
		width?: number;
		height?: number;
		locale?: string;
		timezone?: string;
		userAgent?: string;
		mobile?: boolean;
	} = {},
): Promise<TestBrowser> {
	const executablePath = PLACES.find((place) => existsSync(place));
	if (!executablePath) throw new Error('No Chromium found: run `bash .ci/install-chromium`');
	// The attribute that n8n's editor uses.
	selectors.setTestIdAttribute('data-test-id');
	const profile = await mkdtemp(path.join(tmpdir(), 'wechat-mp-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		headless: true,
		args: QUIET,
		viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
		locale: options.locale ?? 'en-US',
		...(options.timezone ? { timezoneId: options.timezone } : {}),
		...(options.userAgent ? { userAgent: options.userAgent } : {}),
		...(options.mobile ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
	});
	return {
		context,
		async close() {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}
