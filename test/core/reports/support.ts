import { termContext } from '../../../core/calendar/caseTerms';
import { makeReport, readSource, type ReportRequest } from '../../../core/reports/report';

export const context = termContext();

/** Tuesday, 24 November 2026, three in the afternoon in Palana. */
export const NOW = Date.parse('2026-11-24T03:00:00Z');

export type Row = Record<string, unknown>;

/** A case found on Monday, 2 November, in time until the 11th: two days off lie between. */
export const row = (id: number, changes: Row = {}): Row => ({ id, detectedAt: '2026-11-02T00:00:00.000Z', status: 'routed', network: 'vk', topicGroup: 'Дороги', location: 'Палана', executorName: 'Пётр Исполнителев', ...changes });

/** Entries of the journal: [moment, event, status reached, changes]. */
export const entries = (id: number, ...steps: (readonly [string, string, string, Row?])[]): Row[] =>
	steps.map(([at, event, toStatus, changes], index) => ({ caseId: id, version: index + 1, entryKey: `${id}:${index + 1}`, at, event, toStatus, changes: JSON.stringify(changes ?? {}) }));

export const source = (cases: Row[], journal: Row[] = [], request: Partial<ReportRequest> = {}) => readSource({ cases, journal, period: 'month', date: NOW, now: NOW, context, ...request });

export const report = (cases: Row[], journal: Row[] = [], request: Partial<ReportRequest> = {}) => makeReport(source(cases, journal, request));
