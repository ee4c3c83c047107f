import { describe, expect, test } from 'vitest';
import { writeReport } from '../../bench/report';

const PAGE = `# Benchmarks

By hand.

<!-- measured: start -->
- date: 2026-01-01

### First

| | ms |
|---|---:|
| a | 1.00 |

### Second

| | ms |
|---|---:|
| b | 2.00 |
<!-- measured: end -->

Also by hand.
`;

const FIRST = { title: 'First', unit: 'ms', figures: { a: 0.123456 } };
const SECOND = { title: 'Second', unit: 'ms', perSecond: 'photos/s', figures: { b: 250 } };

describe('a report', () => {
  test('of all tables replaces everything between the marks', () => {
    const page = writeReport(PAGE, [FIRST, SECOND], { date: '2026-02-02' });
    expect(page).toContain('- date: 2026-02-02\n\n### First\n\n| | ms |\n|---|---:|\n| a | 0.123 |\n');
    expect(page).toContain('| | ms | photos/s |\n|---|---:|---:|\n| b | 250 | 4 |\n<!-- measured: end -->');
    expect(page.startsWith('# Benchmarks\n\nBy hand.\n')).toBe(true);
    expect(page.endsWith('\n\nAlso by hand.\n')).toBe(true);
  });

  test('of some tables keeps the others, and states its conditions if they differ', () => {
    const page = writeReport(PAGE, [FIRST], { date: '2026-02-02' });
    expect(page).toContain('- date: 2026-01-01\n\n### First\n\nMeasured 2026-02-02.\n\n| | ms |');
    expect(page).toContain('### Second\n\n| | ms |\n|---|---:|\n| b | 2.00 |\n');
    expect(writeReport(PAGE, [FIRST], { date: '2026-01-01' })).not.toContain('Measured');
  });

  test('appends a new table, and is idempotent', () => {
    const wide = { title: 'Third', columns: ['ms', 'MB'], rows: { c: [12.5, Number.NaN] } };
    const page = writeReport(PAGE, [wide], { date: '2026-01-01' });
    expect(page).toContain(
      '### Third\n\n| | ms | MB |\n|---|---:|---:|\n| c | 12.5 | – |\n<!-- measured: end -->',
    );
    expect(writeReport(page, [wide], { date: '2026-01-01' })).toBe(page);
  });

  test('fails without its marks', () => {
    expect(() => writeReport('# Benchmarks', [FIRST], {})).toThrow('lost its marks');
  });

  test('writes the headlines anew, of all tables that are on the page', () => {
    const page = PAGE.replace(
      'By hand.',
      'By hand.\n\n<!-- headlines: start -->\nold\n<!-- headlines: end -->',
    );
    const title = 'ViT-B/32 q8, the same graph, 1 thread';
    const table = {
      title,
      columns: ['ms'],
      rows: { 'onnxruntime-web': [120], 'our runtime of towers': [60] },
    };
    const written = writeReport(page, [table], {});
    expect(written).toContain('| **2.00** | a thousand pictures take 1.0 minutes instead of 2.0 |');
    expect(written).not.toContain('old');
    // A run of other tables keeps them.
    expect(writeReport(written, [FIRST], {})).toContain('| **2.00** |');
  });
});
