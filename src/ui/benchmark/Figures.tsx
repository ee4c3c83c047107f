import type { ComponentChildren } from 'preact';
import css from './Benchmark.module.css';

interface Row {
  key: string;
  cells: readonly ComponentChildren[];
  /** What tests and other programs find the row by. */
  hooks: Record<`data-${string}`, unknown>;
}

interface Props {
  label: string;
  heads: readonly string[];
  rows: readonly Row[];
  isCaptioned?: boolean;
  children?: ComponentChildren;
}

/** A table of figures, in a region that scrolls sideways where it is narrow. */
export function Figures({ label, heads, rows, isCaptioned, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section class={css.region} tabIndex={0} aria-label={label}>
      <table>
        {isCaptioned && <caption>{label}</caption>}
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, hooks }) => (
            <tr key={key} {...hooks}>
              {cells.map((cell, column) => (
                // Columns have no other name than their place.
                <td key={heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}
