import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { PUSH_TYPES } from '../../core/push/types';
import { errorsPage } from './errorsPage';
import { eventsPage } from './eventsPage';
import { type Example, examplesPage } from './examplesPage';
import { migrationPage } from './migration/migrationPage';
import { operationsPage } from './operationsPage';
import { sampleLogin } from './sampleLogin';
import { loginSchema, triggerSchema } from './outputSchemas';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** The workflows of `examples/`. */
function readExamples(): Example[] {
	const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
	return files.map((name) => {
		const { nodes } = JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as Pick<Example, 'nodes'>;
		return { file: name.replace(/\.json$/, ''), nodes };
	});
}

/** The generated pages, by path in the repository. */
export function referencePages(): Readonly<Record<string, string>> {
	const examples = readExamples();
	return {
		'docs/errors.md': errorsPage(CATALOGUE),
		'docs/events.md': eventsPage(PUSH_TYPES),
		'docs/examples.md': examplesPage(examples, OPERATIONS, 'en'),
		'docs/zh-CN/examples.md': examplesPage(examples, OPERATIONS, 'zh'),
		'docs/migration.md': migrationPage(OPERATIONS, RESOURCES, 'en'),
		'docs/zh-CN/migration.md': migrationPage(OPERATIONS, RESOURCES, 'zh'),
		'docs/operations.md': operationsPage(OPERATIONS, RESOURCES),
		'nodes/WechatOAuthTrigger/__schema__/v2.0.0.json': loginSchema(sampleLogin()),
		'nodes/WechatTrigger/__schema__/v1.0.0.json': triggerSchema(PUSH_TYPES),
		'nodes/WechatTrigger/__schema__/v2.0.0.json': triggerSchema(PUSH_TYPES),
	};
}
