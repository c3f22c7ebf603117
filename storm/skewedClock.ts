/*
 * Loaded into the n8n process before n8n itself (`NODE_OPTIONS=--require`): adds the milliseconds in a file to the time of the process,
 * so that the clock can be set back while n8n runs. Timers are not affected, as when a machine's clock is set.
 */
{
	const { readFileSync } = process.getBuiltinModule('node:fs');
	const file = process.env.STORM_CLOCK ?? '';
	const Real = Date;
	// Bound now, since Date.now may be replaced later.
	const realNow = Real.now.bind(Real);
	let skew = 0;
	const look = (): void => {
		try {
			skew = Number(readFileSync(file, 'utf8')) || 0;
		} catch {
			skew = 0;
		}
	};
	look();
	setInterval(look, 250).unref();
	const now = (): number => realNow() + skew;
	globalThis.Date = new Proxy(Real, {
		construct: (target, args, newTarget) =>
			Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
		apply: () => new Real(now()).toString(),
		get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
	});
}
