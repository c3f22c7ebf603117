import type { Operation } from '../../runner/Operation';
import { createQrCode } from './create';
import { downloadQrCode } from './downloadImage';

/** QR codes that tell where they were scanned. */
export const QR_CODE_OPERATIONS: readonly Operation[] = [createQrCode, downloadQrCode];
