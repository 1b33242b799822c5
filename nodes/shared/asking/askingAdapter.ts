import type { IExecuteFunctions } from 'n8n-workflow';
import type { SegmentCount, SmsSizes } from '../cost/segments';
import { FieldReader } from '../input/fieldReader';
import type { ParameterReader } from '../input/parameterReader';
import { isRecord } from '../record/json';
import type { OutgoingMessage } from '../sending/outgoingMessage';
import type { SendAdapter } from '../sending/sendAdapter';
import type { Question } from './question';
import { readQuestion } from './question';
import { readQuestionText } from './questionText';
import { readWaitLimit } from './waitLimit';

/** A question on its way. */
export interface Asking {
	/** What was read of the fields; missing until they could be read. */
	asked?: Pick<SegmentCount, 'segments' | 'encoding'> & {
		question: Question;
		link: string;
		waitTill: Date;
	};
}

/**
 * The adapter of a gateway's Send with the link below the text, for one SMS. What was asked is put down in `asking`.
 *
 * An SMS that may have gone out is waited for like one that was accepted: the person may have it.
 */
export function askingAdapter<M extends OutgoingMessage>(
	context: IExecuteFunctions,
	adapter: SendAdapter<M>,
	link: string,
	asking: Asking,
	sizes: SmsSizes,
): SendAdapter<M> {
	const node = context.getNode();
	return {
		...adapter,
		goesOnIfUnknown: true,
		prepare(parameter, itemIndex, runStart) {
			const fields = new FieldReader(node, itemIndex, parameter);
			const question = readQuestion(fields);
			const unlimited = new FieldReader(node, itemIndex, withoutLimit(parameter));
			const { text, segments, encoding } = readQuestionText(
				fields,
				unlimited,
				question.text,
				link,
				sizes,
			);
			const messages = adapter.prepare(
				(name, fallback, options) =>
					name === 'message' ? text : parameter(name, fallback, options),
				itemIndex,
				runStart,
			);
			const [message] = messages;
			const asked = message === undefined ? runStart : departureOf(message, adapter, runStart);
			const waitTill = readWaitLimit(fields, context.getTimezone(), runStart, asked);
			if (messages.length > 1) {
				throw fields.error(
					`To contains ${messages.length} numbers, but only one person can be asked: the first response would count for all of them.`,
					'Enter one number in To. To ask several people, run a sub-workflow with this node once for each of them.',
				);
			}
			refuseWhatCannotWait(context, fields);
			asking.asked = { question, link, waitTill, segments, encoding };
			return messages;
		},
	};
}

/** When a message is set to go out, in milliseconds since 1970: by Send At or Send Only Between, else when the run began. */
function departureOf<M extends OutgoingMessage>(
	message: M,
	{ idempotency }: SendAdapter<M>,
	runStart: number,
): number {
	const sendAt = idempotency?.unsentRow(message).sendAt;
	const time = typeof sendAt === 'string' ? Date.parse(sendAt) : NaN;
	return Number.isNaN(time) ? runStart : Math.max(time, runStart);
}

/** @throws NodeOperationError where the execution could not wait for this one answer */
function refuseWhatCannotWait(context: IExecuteFunctions, fields: FieldReader): void {
	const items = context.getInputData().length;
	if (items > 1) {
		throw fields.error(
			`This node got ${items} items, but an execution can wait for one response only.`,
			'Move this node into a sub-workflow, and run it with Execute Sub-workflow in the mode Run Once for Each Item.',
		);
	}
	const isForAgent = context.getNode().type.endsWith('HitlTool');
	if (isForAgent && context.getWorkflowSettings().executionOrder !== 'v1') {
		throw fields.error(
			'This workflow has the old execution order, in which an AI agent is told that the person declined before there is a response.',
			'Choose v1 as Execution Order in the settings of the workflow.',
		);
	}
}

function withoutLimit(parameter: ParameterReader): ParameterReader {
	return (name, fallback, options) => {
		const value: unknown = parameter(name, fallback, options);
		if (name !== 'additionalFields' || !isRecord(value)) return value;
		const others = { ...value };
		delete others.maxSegments;
		return others;
	};
}
