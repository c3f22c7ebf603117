/** The part of the package that the host uses; it has no types of its own. */
declare module 'fs-native-extensions' {
	/**
	 * Asks for an exclusive advisory lock on an open, writable file.
	 *
	 * @returns false when another file descriptor holds it
	 */
	export function tryLock(fd: number): boolean;
}
