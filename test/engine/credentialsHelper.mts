import './environment.mts';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INodeParameters,
	INodeProperties,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, UnexpectedError } from 'n8n-workflow';

/**
 * What n8n's server does for credentials, which n8n-core leaves to it: hands out the data of a
 * credential, defaults filled in and expressions resolved, and signs requests with the type's `authenticate`.
 */
export class EngineCredentialsHelper extends ICredentialsHelper {
	private readonly typeOf: (name: string) => ICredentialType;
	private readonly data: Record<string, ICredentialDataDecryptedObject>;
	private readonly onRead: (data: object) => void;

	/**
	 * @param data credential data by credential type
	 * @param onRead called with what somebody who asks for a credential is given
	 */
	constructor(
		typeOf: (name: string) => ICredentialType,
		data: Record<string, ICredentialDataDecryptedObject>,
		onRead: (data: object) => void = () => {},
	) {
		super();
		this.typeOf = typeOf;
		this.data = data;
		this.onRead = onRead;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		expressionResolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const defaults = this.typeOf(type).properties.map(({ name, default: value }) => [name, value]);
		// The values come from a credential type, whose defaults are plain data.
		const data = {
			...Object.fromEntries(defaults),
			...this.data[type],
		} as ICredentialDataDecryptedObject;
		const resolved = this.resolve(data, mode, executeData, expressionResolveValues);
		this.onRead(resolved);
		return resolved;
	}

	private resolve(
		data: ICredentialDataDecryptedObject,
		mode: WorkflowExecuteMode,
		executeData: IExecuteData | undefined,
		expressionResolveValues: ICredentialsExpressionResolveValues | undefined,
	): ICredentialDataDecryptedObject {
		if (expressionResolveValues === undefined) return data;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } =
			expressionResolveValues;
		// What comes out of plain data is plain data.
		return workflow.expression.getParameterValue(
			data as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(type);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		return request;
	}

	/** As n8n: nothing to do for types without a hidden field that expires. */
	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Credentials are not stored in engine tests');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}
}
