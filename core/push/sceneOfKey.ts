const PREFIX = 'qrscene_';

/**
 * Takes the scene out of what a follow through a QR code carries.
 *
 * @param eventKey e.g. `qrscene_shop-17`
 * @returns e.g. `shop-17`; undefined where the prefix or the scene is missing
 */
export function sceneOfKey(eventKey: string): string | undefined {
	return eventKey.startsWith(PREFIX) && eventKey !== PREFIX ? eventKey.slice(PREFIX.length) : undefined;
}

/**
 * Reads scenes that people entered: as their QR codes have them, or copied from the event of a follow.
 *
 * @param entries of a field
 * @returns each scene as it was entered, and without the prefix `qrscene_`: a code may have a scene that begins so
 */
export function readScenes(entries: readonly string[]): ReadonlySet<string> {
	return new Set(entries.flatMap((entry) => [entry, sceneOfKey(entry) ?? entry]));
}
