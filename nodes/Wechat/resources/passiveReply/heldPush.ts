import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../../core/json/isRecord';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { BY_NODE, startingPush, type StartingPush } from '../../../shared/startingPush';

/** The push to be answered, as in the trigger's output. */
export interface HeldPush {
	/** OpenID of the follower. */
	FromUserName: string;
	/** Original ID of the account. */
	ToUserName: string;
	MsgType: string;
	encrypted: boolean;
	/** Whether the Previous EncodingAESKey of the credential opened it. */
	previousKey: boolean;
	/** Until when WeChat waits, Unix milliseconds; 0 when it does not. */
	replyBefore: number;
	/** Undefined where the trigger holds the push for one delivery and keeps nothing. */
	held?: HoldingTrigger;
}

/** What a reply needs to know about a trigger that holds pushes. */
export interface HoldingTrigger {
	/** Whether late replies are dropped, by the user's choice. */
	dropsLate: boolean;
	/** Until when the trigger keeps replies for the follower, Unix milliseconds; 0 when it does not. */
	keptUntil: number;
	/** The word by which the follower gets a kept reply; '' when any text works. */
	collectWord: string;
}

/**
 * Finds the push to be answered: the output of the WeChat Trigger that started this execution, whatever its name and however many nodes and
 * branches are in between, or the given one.
 *
 * @param n8n the node's context
 * @param itemIndex which input item
 * @param given value of the field Push, empty when the node is to find it
 * @throws InvalidInputError when there is no trigger, or it has already answered WeChat
 */
export function findPush(n8n: IExecuteFunctions, itemIndex: number, given: unknown): HeldPush {
	const stated = readGiven(given);
	// An execution that was not started by the push cannot reach the waiting connection.
	if (stated) return { ...toPush(stated), replyBefore: 0, held: undefined };
	const trigger = startingTrigger(n8n, itemIndex);
	if (trigger.responseMode !== BY_NODE) {
		throw new InvalidInputError(
			'Passive Reply',
			`cannot be sent, because "${trigger.name}" answers WeChat immediately`,
			`In "${trigger.name}" set Respond to "Using the WeChat Node's Passive Reply", or send a customer service message instead.`,
		);
	}
	return toPush(trigger.json);
}

function startingTrigger(n8n: IExecuteFunctions, itemIndex: number): StartingPush {
	const found = startingPush(n8n, itemIndex);
	if (found) return found;
	throw new InvalidInputError(
		'Passive Reply',
		'has no WeChat Trigger before it that ran in this execution',
		'Start the workflow with a WeChat Trigger. In a sub-workflow add Options → Push.',
	);
}

function readGiven(given: unknown): IDataObject | undefined {
	if (given === undefined || given === null) return undefined;
	if (typeof given === 'string' && given.trim() === '') return undefined;
	const parsed = typeof given === 'string' ? parse(given) : given;
	if (isRecord(parsed)) return parsed as IDataObject;
	throw new InvalidInputError(
		'Push',
		'is not a JSON object',
		'Give the whole output of the WeChat Trigger, or remove the option.',
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function toPush(json: IDataObject): HeldPush {
	const { FromUserName, ToUserName, MsgType } = json;
	const meta = isRecord(json.meta) ? json.meta : {};
	if (typeof FromUserName !== 'string' || FromUserName === '') {
		throw new InvalidInputError(
			'Push',
			'has no FromUserName',
			'Give the output of the WeChat Trigger as it is.',
		);
	}
	return {
		FromUserName,
		ToUserName: typeof ToUserName === 'string' ? ToUserName : '',
		MsgType: typeof MsgType === 'string' ? MsgType : '',
		encrypted: meta.encrypted === true,
		previousKey: meta.previousKey === true,
		replyBefore: toTime(meta.replyBefore),
		held: isRecord(meta.held) ? toHolding(meta.held) : undefined,
	};
}

function toHolding({ whenLonger, keptUntil, collectWord }: Record<string, unknown>): HoldingTrigger {
	return {
		dropsLate: whenLonger === 'nothing',
		keptUntil: toTime(keptUntil),
		collectWord: typeof collectWord === 'string' ? collectWord : '',
	};
}

/** Unix milliseconds of an ISO time; 0 for anything else. */
function toTime(value: unknown): number {
	return (typeof value === 'string' && Date.parse(value)) || 0;
}
