/**
 * The QR code encoder, kept behind this file so that the build can replace it with a self-contained bundle: a community
 * package may not have runtime dependencies.
 */
export { encode } from 'uqr';
