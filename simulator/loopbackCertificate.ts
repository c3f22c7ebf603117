import { generate } from 'selfsigned';

/** A key and the certificate that belongs to it, both as PEM. */
export interface LoopbackCertificate {
	key: string;
	cert: string;
}

/** Makes a certificate for 127.0.0.1 that is its own authority: whoever trusts it, trusts it alone. */
export async function makeLoopbackCertificate(): Promise<LoopbackCertificate> {
	const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		curve: 'P-256',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
		],
	});
	return { key: pems.private, cert: pems.cert };
}
