import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';
import { WechatMpApi } from '../../../credentials/WechatMpApi.credentials';

/** The credential's contents by credential type; a test reads back what n8n would have stored. */
export type StoredCredentials = Record<string, ICredentialDataDecryptedObject>;

/** n8n's credential service in small: same rules for preAuthentication and for what is kept. */
export class CredentialStore extends ICredentialsHelper {
	private readonly type = new WechatMpApi();

	/** How often the store was written, to show that a valid token costs no write. */
	writes = 0;

	constructor(readonly stored: StoredCredentials) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const known = new Set(this.type.properties.map(({ name }) => name));
		return Object.fromEntries(Object.entries(this.stored[type] ?? {}).filter(([name]) => known.has(name)));
	}

	override async getCredentials(): Promise<never> {
		throw new Error('not part of the harness');
	}

	override async updateCredentials(
		_details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.writes += 1;
		this.stored[type] = data;
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {}

	override getCredentialsProperties() {
		return this.type.properties;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const marker = this.type.properties.find(({ typeOptions }) => typeOptions?.expirable)?.name ?? '';
		if ((credentials[marker] ?? '') !== '' && !expired) return undefined;
		const output = await this.type.preAuthentication.call(helpers, credentials);
		if (output[marker] === undefined) return undefined;
		// As n8n before 2.41 does it, which replaces all fields; later versions keep those that are not in the output.
		await this.updateCredentials({ id: '1', name: 'account' }, type, {
			...Object.assign(credentials, output),
		});
		return credentials;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type;
		if (typeof authenticate !== 'function') throw new Error('the credential signs by a function');
		return await authenticate(credentials, options);
	}
}
