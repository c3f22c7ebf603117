import { generate } from 'selfsigned';

/** A key and its certificate, both as PEM. */
export interface LoopbackCertificate {
	key: string;
	cert: string;
}

/** Creates a self-signed certificate for 127.0.0.1, so that a client can trust it without trusting any other. */
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
