/** Small pictures in formats that WeChat refuses, as encoders make them: red grows to the right, green downwards. */
export const SAMPLES = {
	/** 8 × 6. */
	webp: Buffer.from(
		'UklGRlQAAABXRUJQVlA4IEgAAAAQAgCdASoIAAYAAgA0JbACdLoAArl9W8wAAP76CMLjGONmsRwTjt7/z/p18D/mbfmx/+j/L/yrP/8uba4f3/PDnDjf/TrZgAA=',
		'base64',
	),
	/** 8 × 6, the left half transparent. */
	halfTransparentWebp: Buffer.from(
		'UklGRoAAAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSBEAAAABDzD/ERECIIj/Ww8mIvofAgBWUDggSAAAABACAJ0BKggABgACADQlsAJ0ugACulXEAAAA/nG9xvp0Ps9yeSaT/8/6dfA/5m35sf/o/y/8qz//Lm2uH9/zw5w43/062YAAAA==',
		'base64',
	),
	/** 16 × 12. */
	avif: Buffer.from(
		'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAC0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAABAAAAAMAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQAMAAAAABNjb2xybmNseAACAAIABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADVtZGF0EgAKCRgM/tggQEDQgDIeGAAKKKKEADGcdq5CirZpf+4yW+nUB+eFVhjUv+Ke',
		'base64',
	),
} as const;
