import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** A parametric QR code. */
export interface QrCode {
	ticket: string;
	/** What the picture encodes. */
	url: string;
	scene: number | string;
	/** Unix milliseconds; null: permanent. */
	expiresAtMs: number | null;
}

/** A text kept under a short key. */
export interface ShortKey {
	longData: string;
	/** Unix seconds. */
	createTime: number;
	expiresAtMs: number;
}

/** Data of the QR area about an account. */
export interface QrData {
	codes: Map<string, QrCode>;
	/** How many of the codes are permanent. */
	permanent: number;
	shortKeys: Map<string, ShortKey>;
}

/** QR codes and short keys of an account. */
export const qrData: (account: Account) => QrData = accountSlot<QrData>('qrcode', () => ({
	codes: new Map(),
	permanent: 0,
	shortKeys: new Map(),
}));
