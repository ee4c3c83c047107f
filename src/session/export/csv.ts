/** CSV as RFC 4180 has it, for spreadsheets. Loaded when a table is asked for. */

import Papa from 'papaparse';
import { FORMULA } from '#core/listing';

export type Cell = string | number | boolean | null;

/** Stands at the start of a file and says that it is UTF-8: Excel takes Japanese for noise without. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Lines of a file, the last with its end. An apostrophe stands before whatever would be a formula; numbers stay. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return `${Papa.unparse(rows as Cell[][], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
