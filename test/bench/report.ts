/** Puts measured tables into BENCHMARKS.md, between two marks; what is written by hand around them stays. */

export interface Table {
  title: string;
  unit: string;
  /** Name of a second column with 1000 / figure. */
  perSecond?: string;
  figures: Record<string, number>;
}

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

export function writeReport(page: string, tables: readonly Table[], facts: Record<string, string>): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`BENCHMARKS.md has lost its marks ${START} and ${END}.`);
  const head = Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`);
  const body = [START, ...head, '', ...tables.flatMap(writeTable)].join('\n');
  return `${page.slice(0, from)}${body}${page.slice(to)}`;
}

function writeTable({ title, unit, perSecond, figures }: Table): string[] {
  const rows = Object.entries(figures).map(([name, value]) => {
    const rate = perSecond ? ` ${readable(1000 / value)} |` : '';
    return `| ${name} | ${readable(value)} |${rate}`;
  });
  return [
    `### ${title}`,
    '',
    `| | ${unit} |${perSecond ? ` ${perSecond} |` : ''}`,
    `|---|---:|${perSecond ? '---:|' : ''}`,
    ...rows,
    '',
  ];
}

/** Three significant figures. */
function readable(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
