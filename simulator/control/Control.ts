import type { z } from 'zod';
import type { AreaControl } from '../areas/areaControl';
import type { Areas } from '../areas/registry';
import type { ChatEntry } from '../phone/chat';
import type { Delivery } from '../push/Delivery';
import type { Handshake } from '../push/shakeHands';
import type { CallRecord } from '../server/CallRecord';
import type { Fault } from '../server/Fault';
import type { Account, Follower } from '../state/Account';
import type {
	accountInput,
	chatInput,
	clockInput,
	FaultInput,
	followerInput,
	pushInput,
	resetInput,
} from './inputs';

/** An account as its owner sees it in the console, with its keys. */
export type AccountView = Pick<
	Account,
	'appid' | 'secret' | 'originalId' | 'kind' | 'token' | 'encodingAESKey' | 'mode' | 'callbackUrl'
>;

/** Answer of {@link Control.account}. */
export interface AccountAnswer {
	account: AccountView;
	/** Result of the handshake; null when none took place. A failed one leaves the server settings as they were. */
	handshake: Handshake | null;
}

/** Answer of {@link Control.follower}. */
export interface FollowerAnswer {
	follower: Follower;
	/** The subscribe or unsubscribe push with all attempts; null when there was none. */
	delivery: Delivery | null;
}

/** The platform's time. */
export interface ClockView {
	/** Unix milliseconds. */
	now: number;
	iso: string;
	frozen: boolean;
}

/** Everything that `GET /_sim/state` shows. Secrets are masked. */
export interface StateView {
	clock: ClockView;
	accounts: ({ appid: string; areas: Record<string, unknown> } & Record<string, unknown>)[];
	faults: Fault[];
	deliveries: number;
	calls: number;
	unknownRoutes: { route: string; calls: number }[];
	routes: string[];
}

/** Fields common to answers of area controls. */
export type AreaName = keyof Areas;
type ControlsOf<Name extends AreaName> = Areas[Name] extends { controls: infer Controls } ? Controls : never;
/** Names of an area's controls. */
export type ControlName<Name extends AreaName> = keyof ControlsOf<Name> & string;
/** Input of an area's control. */
export type ControlInput<Name extends AreaName, AreaMethod extends ControlName<Name>> =
	ControlsOf<Name>[AreaMethod] extends AreaControl<infer Input, unknown> ? Input : never;
/** Output of an area's control. */
export type ControlOutput<Name extends AreaName, AreaMethod extends ControlName<Name>> =
	ControlsOf<Name>[AreaMethod] extends AreaControl<never, infer Output> ? Output : never;

/** The control API, the same in process and over HTTP; every refusal is an Error that names the field and the rule. */
export interface Control {
	/** Resets everything: accounts, clock, faults, logs, quotas, pushes in progress. */
	reset(input?: z.input<typeof resetInput>): Promise<void>;
	/** Creates or changes an account; a server URL is saved only after its handshake. */
	account(input?: z.input<typeof accountInput>): Promise<AccountAnswer>;
	/** Creates or changes a person; follows or unfollows, with the corresponding push. */
	follower(input?: z.input<typeof followerInput>): Promise<FollowerAnswer>;
	/** Sends a message or event to the account's server and returns every attempt. */
	push(input: z.input<typeof pushInput>): Promise<Delivery>;
	/** Pushes so far, oldest first. */
	deliveries(): Promise<Delivery[]>;
	/** Waits until no push is in progress. */
	settled(): Promise<void>;
	/** Orders or clears faults; answers with those in force. */
	fault(input: FaultInput): Promise<Fault[]>;
	/** Moves, stops or starts the clock. */
	clock(input?: z.input<typeof clockInput>): Promise<ClockView>;
	/** API calls so far, oldest first, secrets masked. */
	calls(): Promise<CallRecord[]>;
	/** A conversation as the person's phone shows it, oldest first. */
	chat(input?: z.input<typeof chatInput>): Promise<ChatEntry[]>;
	/** The whole platform, secrets masked. */
	state(): Promise<StateView>;
	/** The whole state as text, including the accounts' secrets. */
	snapshot(): Promise<string>;
	/** Restores a {@link snapshot}. */
	restore(snapshot: string): Promise<void>;
	/** Calls a control of one area. */
	area<Name extends AreaName, AreaMethod extends ControlName<Name>>(
		name: Name,
		control: AreaMethod,
		input: ControlInput<Name, AreaMethod>,
	): Promise<ControlOutput<Name, AreaMethod>>;
}
