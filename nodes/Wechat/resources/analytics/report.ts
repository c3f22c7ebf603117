import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { type Day, type DayRange, daysOf, periodsIn, splitDays } from '../../../../core/time/calendarDays';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { listOf } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';
import { withProgress } from '../../../shared/annotatedError';
import { beginDate, endDate, readDays } from '../../fields/dates';
import { defineOperation, type Field, type Operation, type UnregisteredOperation } from '../../operation';

/** The first day for which WeChat has figures. */
const EARLIEST = '2014-12-01';
/** The first day for which WeChat has figures of the calls that replaced the older ones for articles. */
export const EARLIEST_OF_ARTICLES = '2025-11-01';
/** More than a year with one call a day; WeChat documents no daily number of calls. */
const MAX_CALLS = 400;

/** Options of every report. */
export const reportOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Mark Missing Days',
			name: 'markMissing',
			type: 'boolean',
			default: false,
			description:
				'Whether to give an item with its ref_date and missing = true for each day, week or month for which WeChat has no figures; WeChat itself leaves them out',
		},
	],
};

/** One kind of figures. */
interface Report {
	/** Path of the API. */
	path: string;
	/** Maximum number of days per call, or the period of one call. */
	span: number | 'week' | 'month';
	/** The first day for which WeChat has such figures. */
	earliest?: Day;
}

/** What distinguishes the operation of one report from the others. */
interface ReportDefinition extends Report {
	option: Operation['option'];
	/** URL of the official page. */
	docs: string;
	/** The days that are asked for, those of the first call, and WeChat's answer to it. */
	sample: { range: DayRange; firstCall: DayRange; response: IDataObject };
}

/**
 * Defines the operation that gets one report for a range of days.
 *
 * @param definition texts, API and sample of the report
 */
export function defineReport(definition: ReportDefinition): UnregisteredOperation {
	const { option, docs, sample, ...report } = definition;
	const { range, firstCall, response } = sample;
	return defineOperation({
		option,
		docs,
		effect: 'read',
		account: 'certified',
		fields: [beginDate, endDate, reportOptions],
		run: async (params, item) => await readReport(report, params, item),
		hints: REPORT_HINTS,
		sample: {
			params: { beginDate: range.begin, endDate: range.end, options: {} },
			request: {
				method: 'POST',
				path: report.path,
				body: { begin_date: firstCall.begin, end_date: firstCall.end },
			},
			response,
		},
	});
}

/** The values of a report's fields. */
interface ReportParams {
	beginDate: string;
	endDate: string;
	options: IDataObject;
}

/**
 * Reads the figures for a range of days of any length, in as many calls as needed, in order.
 *
 * @param report kind of figures
 * @param params the range, and whether to mark missing days
 * @param item context of the current item
 * @returns one item per row of WeChat, each with `is_delay` if WeChat says that figures are not final
 * @throws InvalidInputError before any call; what a call throws, with how far the figures were read
 */
export async function readReport(
	report: Report,
	params: ReportParams,
	{ connection }: ItemContext,
): Promise<INodeExecutionData[]> {
	const range = readDays(params, { earliest: report.earliest ?? EARLIEST, now: connection.now() });
	const rows: IDataObject[] = [];
	for (const part of partsOf(range, report.span)) {
		const body = { begin_date: part.begin, end_date: part.end };
		const answer = await connection
			.call({ method: 'POST', path: report.path, body }, { effect: 'read' })
			.catch((error: unknown) => {
				throw part.begin === range.begin
					? error
					: withProgress(error, `the figures before ${part.begin} were read`);
			});
		const found = listOf(answer, 'list') as IDataObject[];
		const isDelayed = answer.kind === 'json' ? answer.data.is_delay : undefined;
		const delay = isDelayed === undefined ? {} : { is_delay: isDelayed as boolean };
		const missing = params.options.markMissing === true ? missingDays(part, found, report.span) : [];
		rows.push(...inOrder([...found, ...missing]).map((row) => ({ ...row, ...delay })));
	}
	return rows.map((json) => ({ json }));
}

function partsOf(range: DayRange, span: Report['span']): DayRange[] {
	const parts =
		typeof span === 'number'
			? splitDays(range, span)
			: periodsIn(range, span).map((day) => ({ begin: day, end: day }));
	if (parts.length === 0) {
		throw new InvalidInputError(
			'End Date',
			`ends before the ${span} of Start Date is over`,
			`Give a range that reaches to the end of a ${span} at least.`,
		);
	}
	if (parts.length <= MAX_CALLS) return parts;
	throw new InvalidInputError(
		'Start Date',
		`would need ${parts.length} calls to reach End Date, the limit is ${MAX_CALLS}`,
		'Ask for a shorter range at a time.',
	);
}

function missingDays(part: DayRange, found: readonly IDataObject[], span: Report['span']): IDataObject[] {
	const known = new Set(found.map(({ ref_date: day }) => String(day)));
	const days = typeof span === 'number' ? daysOf(part) : [part.begin];
	return days.filter((day) => !known.has(day)).map((ref_date) => ({ ref_date, missing: true }));
}

/** Sorts rows by day, since WeChat returns days in any order; rows of one day keep their order. */
function inOrder(rows: IDataObject[]): IDataObject[] {
	return rows.sort((a, b) => String(a.ref_date).localeCompare(String(b.ref_date)));
}

/** Advice on codes of all reports. */
export const REPORT_HINTS: Readonly<Record<number, string>> = {
	61500: 'WeChat did not accept the dates. Enter Start Date and End Date as 2026-11-01.',
	61501: 'WeChat has no such range. Correct End Date: it is yesterday at the latest (Beijing time).',
	61503:
		'The figures of yesterday are not ready yet. They are complete from about 08:00 Beijing time; run it then.',
};
