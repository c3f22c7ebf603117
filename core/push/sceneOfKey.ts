const PREFIX = 'qrscene_';

/**
 * Extracts the scene from the EventKey of a follow through a QR code.
 *
 * @param eventKey e.g. `qrscene_shop-17`
 * @returns e.g. `shop-17`; undefined where the prefix or the scene is missing
 */
export function sceneOfKey(eventKey: string): string | undefined {
	return eventKey.startsWith(PREFIX) && eventKey !== PREFIX ? eventKey.slice(PREFIX.length) : undefined;
}

/**
 * Reads scenes that users entered: the scene of the QR code, or the EventKey of a follow.
 *
 * @param entries of a field
 * @returns each entry as it is, and without the prefix `qrscene_`: a scene may itself begin with the prefix
 */
export function readScenes(entries: readonly string[]): ReadonlySet<string> {
	return new Set(entries.flatMap((entry) => [entry, sceneOfKey(entry) ?? entry]));
}
