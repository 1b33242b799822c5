import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import type { Estimate } from '../cost/messageCost';
import { success } from '../failure/failure';
import { FieldReader } from '../input/fieldReader';
import type { ParameterReader } from '../input/parameterReader';
import { parametersOfRun } from '../input/runParameters';
import { itemsFor } from '../operations/declarativeRequest';

/** An operation that tells what a text costs, and asks nobody; for both ways in which n8n may call it. */
interface EstimateOperation {
	/** For `customOperations`. There, no credential is read. */
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	/** For the operation's option: see `SendOperation`. */
	routing: INodePropertyRouting;
}

/** @param estimateOf reads the fields of an item; may throw NodeOperationError */
export function estimateOperation(
	estimateOf: (fields: FieldReader) => Estimate,
): EstimateOperation {
	const estimateItem = async (
		context: IExecuteFunctions | IExecutePaginationFunctions,
		itemIndex: number,
		parameter: ParameterReader,
	) => {
		const fields = new FieldReader(context.getNode(), itemIndex, parameter);
		return await itemsFor(
			context,
			itemIndex,
			async () => await Promise.resolve(success([estimateOf(fields)])),
		);
	};
	return {
		async execute() {
			const rows: INodeExecutionData[] = [];
			const parametersOf = parametersOfRun(this);
			for (const itemIndex of this.getInputData().keys()) {
				rows.push(...(await estimateItem(this, itemIndex, parametersOf(itemIndex))));
			}
			return [rows];
		},
		routing: {
			send: { paginate: true },
			operations: {
				async pagination(this: IExecutePaginationFunctions) {
					return await estimateItem(this, this.getItemIndex(), (name, fallback, options) =>
						this.getNodeParameter(name, fallback, options),
					);
				},
			},
		},
	};
}
