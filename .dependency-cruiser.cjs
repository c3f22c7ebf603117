/**
 * The import boundaries between folders (table in CONTRIBUTING.md), for type imports too. Enforced by
 * test/package/importRules.test.ts; `npx depcruise nodes` asks about one folder by hand.
 */
const LIBRARY = '(^|/)node_modules/';
const OURS = '^(bench|core|credentials|demo|host|nodes|scripts|simulator|storm|test)/';

module.exports = {
	forbidden: [
		{
			name: 'inside-the-repository',
			comment: 'Whoever clones the repository has nothing outside it.',
			severity: 'error',
			from: {},
			to: { path: '^\\.\\./', pathNot: LIBRARY },
		},
		{
			name: 'no-cycle',
			comment: 'Of two files that import each other, neither can be read first.',
			severity: 'error',
			from: { path: OURS },
			to: { circular: true },
		},
		{
			name: 'every-import-resolves',
			comment: 'A rule can only be checked for an import whose target is known.',
			severity: 'error',
			from: { path: '^(core|credentials|host|nodes|simulator)/', pathNot: '^simulator/ui/page/' },
			to: { couldNotResolve: true },
		},
		{
			name: 'core-knows-only-core',
			comment: 'Protocol, errors and API rules know neither n8n nor the simulator.',
			severity: 'error',
			from: { path: '^core/' },
			to: { path: OURS, pathNot: '^core/' },
		},
		{
			name: 'libraries-through-vendor',
			comment: 'The build bundles core/vendor; a library imported elsewhere would be missing in n8n.',
			severity: 'error',
			from: { path: '^core/', pathNot: '^core/vendor/' },
			to: { path: LIBRARY },
		},
		{
			name: 'vendor-is-only-libraries',
			comment: 'Each bundle replaces one file; code of ours in it would exist twice.',
			severity: 'error',
			from: { path: '^core/vendor/' },
			to: { path: OURS },
		},
		{
			name: 'errors-know-nothing',
			comment: 'The catalogue and the error types stand below everything else.',
			severity: 'error',
			from: { path: '^core/errors/' },
			to: { path: OURS, pathNot: '^core/errors/' },
		},
		{
			name: 'protocol-knows-no-api',
			comment: 'The simulator shares the protocol, and must not share how requests are built.',
			severity: 'error',
			from: { path: '^core/protocol/' },
			to: { path: '^core/', pathNot: '^core/(errors|protocol|vendor)/' },
		},
		{
			name: 'published-code-uses-only-crypto',
			comment: 'Network, files and processes belong to n8n; its scanner refuses other modules of Node.',
			severity: 'error',
			from: { path: '^(core|credentials|nodes)/' },
			to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
		},
		{
			name: 'nodes-know-core-and-n8n',
			comment: 'The only library that n8n gives to a package without dependencies is n8n-workflow.',
			severity: 'error',
			from: { path: '^(credentials|nodes)/' },
			to: { path: [OURS, LIBRARY], pathNot: ['^(core|nodes)/', '(^|/)node_modules/n8n-workflow/'] },
		},
		{
			name: 'nodes-use-no-library-of-core',
			comment: 'What a bundled library does for us is said by a function of core.',
			severity: 'error',
			from: { path: '^(credentials|nodes)/' },
			to: { path: '^core/vendor/' },
		},
		{
			name: 'credential-knows-only-transport',
			comment: 'The credential loads in every workflow and must not bring the nodes with it.',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^nodes/', pathNot: '^nodes/transport/' },
		},
		{
			name: 'resources-know-no-machine',
			comment: 'The machine runs whatever the registry holds; what it runs must not depend on how.',
			severity: 'error',
			from: { path: '^nodes/Wechat/(resources|fields|lists|operation)' },
			to: { path: '^nodes/Wechat/run/' },
		},
		{
			name: 'triggers-know-no-other-node',
			comment: 'What two nodes need stands in nodes/shared or nodes/transport.',
			severity: 'error',
			from: { path: '^nodes/(WechatTrigger|WechatOAuthTrigger)/' },
			to: { path: '^nodes/', pathNot: '^nodes/($1|shared|transport)/' },
		},
		{
			name: 'shared-knows-no-node',
			comment: 'What the nodes share stands below them.',
			severity: 'error',
			from: { path: '^nodes/(shared|transport)/' },
			to: { path: '^nodes/', pathNot: '^nodes/(shared|transport)/' },
		},
		{
			name: 'nobody-imports-nodes',
			comment: 'Nodes are for n8n, the tests, and the scripts that read the registry.',
			severity: 'error',
			from: { path: OURS, pathNot: '^(bench|credentials|nodes|scripts|test)/' },
			to: { path: '^(credentials|nodes)/' },
		},
		{
			name: 'simulator-shares-only-protocol',
			comment: 'If simulator and nodes built requests with the same code, they would be wrong together.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: OURS, pathNot: '^(simulator|core/protocol)/' },
		},
		{
			name: 'host-knows-nothing-of-ours',
			comment: 'The host starts any n8n with any package.',
			severity: 'error',
			from: { path: '^host/' },
			to: { path: OURS, pathNot: '^host/' },
		},
		{
			name: 'demo-knows-host-and-simulator',
			comment: 'The demo uses the package as people do: through n8n.',
			severity: 'error',
			from: { path: '^demo/' },
			to: { path: OURS, pathNot: '^(demo|host|simulator)/' },
		},
		{
			name: 'storm-knows-host-and-simulator',
			comment: 'The storm uses the package as people do: through n8n.',
			severity: 'error',
			from: { path: '^storm/' },
			to: { path: OURS, pathNot: '^(demo|host|simulator|storm)/' },
		},
		{
			name: 'nobody-imports-tests',
			comment: 'What others need is not a test.',
			severity: 'error',
			from: { path: OURS, pathNot: '^(scripts|test)/' },
			to: { path: '^test/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^dist/' },
		tsPreCompilationDeps: true,
		// Some libraries name their entries in `exports` alone.
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default'],
		},
	},
};
