import type { RestSession } from './session';

/** A value of a Data Table cell; dates are ISO strings. */
export type CellValue = string | number | boolean | null;

/** A column of a Data Table. */
export interface DataTableColumn {
	/** Letters, digits and underscores, a letter first; at most 63 characters. */
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** A Data Table stored in n8n. */
export interface StoredDataTable {
	id: string;
	name: string;
	projectId: string;
}

/** A stored row: its cells and n8n's own columns. */
export type StoredRow = Record<string, CellValue> & { id: number; createdAt: string; updatedAt: string };

/** n8n's built-in Data Tables, in the owner's personal project. */
export class DataTablesApi {
	private project: string | undefined;

	constructor(private readonly session: RestSession) {}

	/** Creates an empty table. n8n refuses a name that is taken. */
	async create(name: string, columns: DataTableColumn[]): Promise<StoredDataTable> {
		return await this.session.call({
			attempt: `create data table "${name}"`,
			method: 'POST',
			path: await this.path(),
			body: { name, columns },
		});
	}

	/**
	 * Adds rows, all or none.
	 *
	 * @returns the ids of the new rows, in order
	 */
	async insert(tableId: string, rows: Array<Record<string, CellValue>>): Promise<number[]> {
		const inserted = await this.session.call<Array<{ id: number }>>({
			attempt: `insert ${rows.length} rows into data table ${tableId}`,
			method: 'POST',
			path: await this.path(`/${tableId}/insert`),
			body: { data: rows, returnType: 'id' },
		});
		return inserted.map(({ id }) => id);
	}

	/** Rows of a table in the order they were inserted; at most `take`. */
	async rows(tableId: string, take = 100): Promise<StoredRow[]> {
		const { data } = await this.session.call<{ data: StoredRow[] }>({
			attempt: `read rows of data table ${tableId}`,
			method: 'GET',
			path: await this.path(`/${tableId}/rows`),
			query: { take, sortBy: 'id:asc' },
		});
		return data;
	}

	async delete(tableId: string): Promise<void> {
		await this.session.call({
			attempt: `delete data table ${tableId}`,
			method: 'DELETE',
			path: await this.path(`/${tableId}`),
		});
	}

	private async path(below = ''): Promise<string> {
		this.project ??= (
			await this.session.call<{ id: string }>({
				attempt: 'find the personal project',
				method: 'GET',
				path: '/projects/personal',
			})
		).id;
		return `/projects/${this.project}/data-tables${below}`;
	}
}
