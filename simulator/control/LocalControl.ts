import type { z } from 'zod';
import type { Area } from '../areas/Area';
import { readChat, type ChatEntry } from '../phone/chat';
import { earlierDelivery, pushContent, pushFollower } from '../push/buildOrder';
import type { Delivery } from '../push/Delivery';
import { forgePush } from '../push/forgePush';
import type { DeliveryOrder, PushService } from '../push/PushService';
import type { CallRecord } from '../server/CallRecord';
import type { Fault } from '../server/Fault';
import { readInput } from '../readInput';
import { secretMasker } from '../server/maskSecrets';
import type { Account } from '../state/Account';
import { ControlError } from '../ControlError';
import { findAccount } from '../state/findAccount';
import { readRing } from '../state/ring';
import { parseSnapshot, printSnapshot } from '../state/snapshot';
import { createStore, type Store } from '../state/Store';
import type { World } from '../World';
import type {
	AccountAnswer,
	ClockView,
	Control,
	ControlInput,
	ControlName,
	ControlOutput,
	AreaName,
	FollowerAnswer,
	StateView,
} from './Control';
import {
	accountInput,
	chatInput,
	clockInput,
	followerInput,
	pushInput,
	readFaultInput,
	resetInput,
} from './inputs';
import { changeFaults } from './changeFaults';
import { saveAccount } from './saveAccount';
import { saveFollower } from './saveFollower';
import { showClock, showState } from './showState';

/** What the control operates on. */
export interface ControlParts {
	world: World;
	pushes: PushService;
	areas: Readonly<Record<string, Area>>;
	routes: string[];
	seed: string;
}

/** From 2000 on, as long as Unix seconds have ten digits, as the platform writes them. */
const CLOCK_RANGE_MS = [946_684_800_000, 9_999_999_999_999] as const;

/** The control API in process. Answers are copies: changing them changes nothing. */
export class LocalControl implements Control {
	/** @param parts of the simulator it controls */
	constructor(private readonly parts: ControlParts) {}

	async reset(input: unknown = {}): Promise<void> {
		const { seed = this.parts.seed } = readInput(resetInput, input);
		this.replaceStore(createStore(seed));
	}

	async account(input: unknown = {}): Promise<AccountAnswer> {
		const answer = await saveAccount(
			this.parts.world,
			readInput(accountInput, input),
			this.parts.pushes.lifetime,
		);
		this.changed();
		return answer;
	}

	async follower(input: unknown = {}): Promise<FollowerAnswer> {
		const parsed = readInput(followerInput, input);
		const { account, follower, event } = saveFollower(this.parts.world, parsed);
		if (event) this.parts.world.act(account, follower, event);
		this.changed();
		const pushed = event && parsed.push && account.callbackUrl !== null;
		const delivery = pushed
			? await this.parts.pushes.deliver(account, this.parts.pushes.seal(account, event))
			: null;
		return structuredClone({ follower, delivery });
	}

	async push(input: unknown): Promise<Delivery> {
		const parsed = readInput(pushInput, input);
		const { world, pushes } = this.parts;
		const account = findAccount(world.store, parsed.appid);
		if (account.callbackUrl === null) {
			throw new ControlError(
				`appid: account ${account.appid} has no server URL; save one with POST /_sim/accounts`,
			);
		}
		const { delivery, ended } = pushes.start(account, this.order(account, parsed));
		return structuredClone(parsed.wait ? await ended : delivery);
	}

	async deliveries(): Promise<Delivery[]> {
		return structuredClone(readRing(this.parts.world.store.deliveries));
	}

	async settled(): Promise<void> {
		await this.parts.pushes.settled();
	}

	async fault(input: unknown): Promise<Fault[]> {
		changeFaults(this.parts.world, readFaultInput(input));
		this.changed();
		return structuredClone(this.parts.world.store.faults);
	}

	async clock(input: unknown = {}): Promise<ClockView> {
		const { advanceSeconds = 0, now, freeze } = readInput(clockInput, input);
		const { clock } = this.parts.world;
		const from = typeof now === 'string' ? Date.parse(now) : (now ?? clock.now());
		const moment = Math.round(from + advanceSeconds * 1000);
		const [first, last] = CLOCK_RANGE_MS;
		if (!(moment >= first && moment <= last)) {
			const field = now === undefined ? 'advanceSeconds' : 'now';
			throw new ControlError(
				`${field}: the clock can show ${new Date(first).toISOString()} to ${new Date(last).toISOString()}`,
			);
		}
		if (freeze !== undefined) clock.setFrozen(freeze);
		if (now !== undefined || advanceSeconds !== 0) clock.moveTo(moment);
		this.changed();
		return showClock(this.parts.world);
	}

	async calls(): Promise<CallRecord[]> {
		const { store } = this.parts.world;
		const mask = secretMasker(store);
		return readRing(store.calls).map((call) => ({
			...call,
			query: mask(call.query),
			requestBody: mask(call.requestBody),
			responseBody: mask(call.responseBody),
		}));
	}

	async chat(input: unknown = {}): Promise<ChatEntry[]> {
		const { appid, openid } = readInput(chatInput, input);
		const account = findAccount(this.parts.world.store, appid);
		return structuredClone(readChat(account, pushFollower(account, openid).openid));
	}

	async state(): Promise<StateView> {
		const { world, areas, routes } = this.parts;
		return structuredClone(showState(world, areas, routes));
	}

	async snapshot(): Promise<string> {
		return printSnapshot(this.parts.world.store);
	}

	async restore(snapshot: string): Promise<void> {
		this.replaceStore(parseSnapshot(snapshot));
	}

	async area<Name extends AreaName, AreaMethod extends ControlName<Name>>(
		name: Name,
		control: AreaMethod,
		input: ControlInput<Name, AreaMethod>,
	): Promise<ControlOutput<Name, AreaMethod>> {
		return (await this.callArea(name, control, input)) as ControlOutput<Name, AreaMethod>;
	}

	/**
	 * Calls a control of an area by names that may not exist.
	 *
	 * @throws ControlError when there is none
	 */
	async callArea(name: string, control: string, input: unknown): Promise<unknown> {
		const area = Object.hasOwn(this.parts.areas, name) ? this.parts.areas[name] : undefined;
		const found =
			area?.controls && Object.hasOwn(area.controls, control) ? area.controls[control] : undefined;
		if (!found) throw new ControlError(`there is no control ${name}/${control}`);
		const answer: unknown = structuredClone(await found.run(this.parts.world, input));
		this.changed();
		return answer;
	}

	private order(account: Account, input: z.output<typeof pushInput>): DeliveryOrder {
		const { world, pushes } = this.parts;
		if (input.repeat !== undefined) {
			const { openid, name, request, forged } = earlierDelivery(world, input.repeat);
			return { openid, name, sealed: request, forged };
		}
		if (input.raw) {
			const { query, body, contentType } = input.raw;
			return { openid: input.openid ?? '', name: 'raw', sealed: { query, body }, contentType, forged: true };
		}
		const follower = pushFollower(account, input.openid);
		const content = pushContent(world, account, follower, input);
		if (input.forge) return forgePush(world, account, content, input.forge);
		world.act(account, follower, content);
		return pushes.seal(account, content);
	}

	private replaceStore(store: Store): void {
		const { world, pushes } = this.parts;
		pushes.abandonAll();
		world.timers.clear();
		world.store = store;
		this.changed();
	}

	private changed(): void {
		this.parts.world.changes.announce();
	}
}
