import type { RestSession } from './session';

/** A credential to create. */
export interface NewCredential {
	name: string;
	/** Type name, e.g. `wechatMpApi`. */
	type: string;
	data: Record<string, unknown>;
}

/** A credential stored in n8n, without its data. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** What the credential dialog shows after a test. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** Credentials. Their data can be written but not read back. */
export class CredentialsApi {
	constructor(private readonly session: RestSession) {}

	async create({ name, type, data }: NewCredential): Promise<StoredCredential> {
		return await this.session.call({
			attempt: `create ${type} credential "${name}"`,
			method: 'POST',
			path: '/credentials',
			body: { name, type, data },
		});
	}

	/** Replaces name and data. */
	async update(id: string, { name, type, data }: NewCredential): Promise<StoredCredential> {
		return await this.session.call({
			attempt: `update ${type} credential "${name}"`,
			method: 'PATCH',
			path: `/credentials/${id}`,
			body: { name, type, data },
		});
	}

	/** Runs the credential's own test on the stored data merged with `data`, as the dialog's button does. */
	async test(id: string, { name, type, data }: NewCredential): Promise<CredentialTest> {
		return await this.session.call({
			attempt: `test ${type} credential "${name}"`,
			method: 'POST',
			path: '/credentials/test',
			body: { credentials: { id, name, type, data } },
		});
	}

	/** What n8n returns to the editor for a stored credential; passwords are blanked. */
	async read(id: string): Promise<Record<string, unknown>> {
		const { data } = await this.session.call<{ data: Record<string, unknown> }>({
			attempt: `read credential ${id}`,
			method: 'GET',
			path: `/credentials/${id}`,
			query: { includeData: 'true' },
		});
		return data;
	}

	async list(): Promise<StoredCredential[]> {
		return await this.session.call({ attempt: 'list credentials', method: 'GET', path: '/credentials' });
	}

	async delete(id: string): Promise<void> {
		await this.session.call({
			attempt: `delete credential ${id}`,
			method: 'DELETE',
			path: `/credentials/${id}`,
		});
	}
}
