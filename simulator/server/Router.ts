import type { Area, Route } from '../areas/Area';

/** Finds routes by exact path in constant time. */
export class Router {
	private readonly routes = new Map<string, Route[]>();

	/**
	 * @param areas whose routes are served
	 * @throws Error when two routes claim the same path and method
	 */
	constructor(areas: readonly Area[]) {
		for (const route of areas.flatMap((area) => [...area.routes])) {
			const siblings = this.routes.get(route.path) ?? [];
			if (siblings.some((sibling) => accepts(sibling, route.method) || accepts(route, sibling.method))) {
				throw new Error(`${route.method} ${route.path} is registered twice`);
			}
			this.routes.set(route.path, [...siblings, route]);
		}
	}

	/**
	 * @returns the route, `wrong-method` for a known path with another method, `unknown` otherwise
	 */
	find(method: string, path: string): Route | 'wrong-method' | 'unknown' {
		const candidates = this.routes.get(path);
		if (!candidates) return 'unknown';
		return candidates.find((route) => accepts(route, method)) ?? 'wrong-method';
	}

	/** One of the routes of a path, to answer a wrong method as the path would. */
	any(path: string): Route | undefined {
		return this.routes.get(path)?.[0];
	}

	/** All routes as `METHOD /path`, sorted. */
	list(): string[] {
		return [...this.routes.values()]
			.flatMap((routes) => routes.map((route) => `${route.method} ${route.path}`))
			.sort();
	}
}

function accepts(route: Route, method: string): boolean {
	return (
		route.method === method || (route.method === 'GET or POST' && (method === 'GET' || method === 'POST'))
	);
}
