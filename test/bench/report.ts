/**
 * Writes measured tables into BENCHMARKS.md, between two marks. A table replaces the one with its title.
 * Other tables, and the text around the marks, stay, so that a single table can be measured again.
 */

import { ratios, writeHeadlines } from './headlines';

interface Titled {
  title: string;
}

/** One figure for each contender. */
export interface Table extends Titled {
  unit: string;
  /** Name of a second column with 1000 / figure. */
  perSecond?: string;
  figures: Record<string, number>;
}

/** Several figures for each contender; NaN if one is missing. */
export interface WideTable extends Titled {
  columns: readonly string[];
  rows: Record<string, readonly number[]>;
}

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';
/** Around the headlines, which are read from the tables. */
const HEADLINES = /(<!-- headlines: start -->\n).*(\n<!-- headlines: end -->)/s;
const SECTION = '### ';

/** @param facts conditions of the measurement: date, machine, versions */
export function writeReport(
  page: string,
  tables: readonly (Table | WideTable)[],
  facts: Record<string, string>,
): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`BENCHMARKS.md has lost its marks ${START} and ${END}.`);
  const [head = '', ...old] = page.slice(from + START.length, to).split(`\n${SECTION}`);
  const sections = new Map(old.map((text) => [text.slice(0, text.indexOf('\n')), text]));
  const before = sections.size;
  const present = Object.entries(facts)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
  // If only some tables are measured again, each of them states its own conditions if these differ.
  const all = before === 0 || old.every((text) => tables.some(({ title }) => text.startsWith(`${title}\n`)));
  const note = all || head.trim() === present ? '' : `Measured ${Object.values(facts).join(', ')}.\n\n`;
  for (const table of tables) sections.set(table.title, `${table.title}\n\n${note}${writeTable(table)}\n`);
  const body = [...sections.values()].map((text) => `${SECTION}${text.trim()}\n`).join('\n');
  const written = `${page.slice(0, from)}${START}\n${all ? present : head.trim()}\n\n${body}${page.slice(to)}`;
  return withHeadlines(written);
}

/** Writes the headlines anew, from the tables of the page. */
function withHeadlines(page: string): string {
  const all = ratios((title, row, column) => figureOnPage(page, title, row, column));
  return page.replace(HEADLINES, (_, start, end) => `${start}\n${writeHeadlines(all)}\n${end}`);
}

/** Returns a figure of a table that is on the page; undefined if there is none. */
function figureOnPage(page: string, title: string, row: string, column: number): number | undefined {
  const section = page.split(`\n${SECTION}`).find((text) => text.startsWith(`${title}\n`));
  const line = section?.split('\n').find((text) => text.startsWith(`| ${row} |`));
  const value = Number.parseFloat(line?.split('|')[2 + column] ?? '');
  return Number.isNaN(value) ? undefined : value;
}

/** Returns a figure of a table; undefined if there is none. */
export function figureIn(table: Table | WideTable, row: string, column: number): number | undefined {
  const { rows } = 'columns' in table ? table : widened(table);
  const value = rows[row]?.[column];
  // What was kept as JSON has null where there is no figure.
  return Number.isFinite(value) ? value : undefined;
}

function writeTable(table: Table | WideTable): string {
  const { columns, rows } = 'columns' in table ? table : widened(table);
  return [
    `| | ${columns.join(' | ')} |`,
    `|---|${'---:|'.repeat(columns.length)}`,
    ...Object.entries(rows).map(([name, values]) => `| ${name} | ${values.map(readable).join(' | ')} |`),
  ].join('\n');
}

function widened({ title, unit, perSecond, figures }: Table): WideTable {
  const rows = Object.entries(figures).map(([name, value]): [string, number[]] => [
    name,
    perSecond ? [value, 1000 / value] : [value],
  ]);
  return { title, columns: perSecond ? [unit, perSecond] : [unit], rows: Object.fromEntries(rows) };
}

/** Formats a value with three significant figures. */
function readable(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
