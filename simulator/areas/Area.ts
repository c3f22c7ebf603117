import type { IncomingHttpHeaders } from 'node:http';
import type { Account, Follower } from '../state/Account';
import type { Json, JsonObject } from '../server/printJson';
import type { PushContent } from '../push/PushContent';
import type { World } from '../World';
import type { AreaControl } from './areaControl';

/** An answer that is not JSON, or not with the usual status and type. */
export class RawAnswer {
	/**
	 * @param contentType value of the header
	 * @param body text or bytes
	 * @param status HTTP status
	 * @param headers further headers
	 */
	constructor(
		readonly contentType: string,
		readonly body: string | Buffer,
		readonly status = 200,
		readonly headers: Readonly<Record<string, string>> = {},
	) {}
}

/** The answer of a route: a JSON object (without `errcode` where the platform has none), or something else. */
export type Answer = JsonObject | RawAnswer;

/** The call of a route. */
export interface OpenCall {
	world: World;
	query: URLSearchParams;
	/** The parsed object of a `json` route; empty for the others. */
	json: Readonly<Record<string, unknown>>;
	/** The raw body. */
	raw: Buffer;
	headers: IncomingHttpHeaders;
	/** Address of the caller's connection. */
	remoteAddress: string;
}

/** A call with a valid access token. */
export interface AccountCall extends OpenCall {
	account: Account;
}

/** The fidelity of a route; `docs/simulator.md` is generated from it. */
export interface RouteCoverage {
	/** `partial` leaves out what `differs` lists. */
	status: 'covered' | 'partial';
	/** The implemented rules, where each was read and when (`YYYY-MM`). */
	rules: readonly { rule: string; source: string; date: string }[];
	/** Where the simulator differs from the platform, or had to choose because the platform's behavior is not known. */
	differs?: readonly string[];
}

/** A route with its fidelity. */
export interface CoverageRow extends RouteCoverage {
	/** `METHOD /path`. */
	route: string;
}

interface RouteBase {
	/** Other methods are refused with 43001 or 43002. */
	method: 'GET' | 'POST' | 'GET or POST';
	path: string;
	/** How the body is read: `json` refuses with 44002 and 47001, `raw` leaves it to the route, `none` ignores it. */
	body: 'none' | 'json' | 'raw';
	/** `application/json; encoding=utf-8` when left out. */
	contentType?: string;
	coverage: RouteCoverage;
}

/** A route without access token: tokens themselves, web authorization, pages. */
export interface OpenRoute extends RouteBase {
	auth: 'none';
	handle(call: OpenCall): Answer | Promise<Answer>;
}

/** A route that needs the account's access token in the query. */
export interface AccountRoute extends RouteBase {
	auth: 'access_token';
	/** Calls per Beijing day; left out: unlimited. The account's `dailyLimits` override it. */
	perDay?: number;
	/** Calls per Beijing day of a test number, where the platform gives it fewer. */
	perDayTestNumber?: number;
	/** The kinds of account that may call it. Others get 48001. */
	permits: readonly Account['kind'][];
	handle(call: AccountCall): Answer | Promise<Answer>;
}

/** One API path with its method. */
export type Route = OpenRoute | AccountRoute;

/** One subject of the platform: its routes, its controls and its reactions. */
export interface Area {
	routes: readonly Route[];
	/** Controls for tests and the phone page at `POST /_sim/<area>/<name>`. */
	controls?: Readonly<Record<string, AreaControl<never, unknown>>>;
	/** Called when a follower does something, before the push is sent. */
	onIncoming?(world: World, account: Account, follower: Follower, content: PushContent): void;
	/** Data about one account for `GET /_sim/state`. */
	describe?(account: Account, world: World): Json;
}
