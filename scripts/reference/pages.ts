import { CATALOGUE } from '../../core/errors/catalogue';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/operations';
import { errorsPage } from './errorsPage';
import { operationsPage } from './operationsPage';

/** The generated pages by their path in the repository. */
export function referencePages(): Readonly<Record<string, string>> {
	return {
		'docs/errors.md': errorsPage(CATALOGUE),
		'docs/operations.md': operationsPage(OPERATIONS, RESOURCES),
	};
}
