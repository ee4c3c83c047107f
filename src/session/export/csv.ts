/** CSV after RFC 4180, for spreadsheets. Loaded lazily. */

import Papa from 'papaparse';
import { FORMULA } from '#core/listing';

export type Cell = string | number | boolean | null;

/** Marks a file as UTF-8: without it Excel decodes Japanese wrongly. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Formats rows, each with a line break. Text that would be a formula gets an apostrophe; numbers do not. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return `${Papa.unparse(rows as Cell[][], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
