import { isRecord } from '../isRecord';
import type { Store } from './Store';

const MAP = '$map';
const BIGINT = '$bigint';

/**
 * @param store the state to save
 * @returns JSON that {@link parseSnapshot} turns into an equal store; it contains the accounts' secrets
 */
export function printSnapshot(store: Store): string {
	return JSON.stringify(store, (_key, value: unknown) => {
		if (value instanceof Map) return { [MAP]: [...value] };
		if (typeof value === 'bigint') return { [BIGINT]: String(value) };
		return value;
	});
}

/**
 * @param text made by {@link printSnapshot} of the same version
 * @returns a store that shares nothing with any other
 * @throws Error when the text is not such a snapshot
 */
export function parseSnapshot(text: string): Store {
	const store: unknown = JSON.parse(text, (_key, value: unknown) => {
		if (!isRecord(value)) return value;
		if (Array.isArray(value[MAP])) return new Map(value[MAP] as [unknown, unknown][]);
		if (typeof value[BIGINT] === 'string') return BigInt(value[BIGINT]);
		return value;
	});
	if (!isStore(store))
		throw new Error('This is not a snapshot of the simulator: accounts, clock or ids are missing');
	return store;
}

function isStore(value: unknown): value is Store {
	return (
		isRecord(value) &&
		value.accounts instanceof Map &&
		value.tokens instanceof Map &&
		isRecord(value.clock) &&
		isRecord(value.ids)
	);
}
