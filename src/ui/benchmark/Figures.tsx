import type { ComponentChildren } from 'preact';
import css from './Benchmark.module.css';

interface FigureRow {
  key: string;
  cells: readonly ComponentChildren[];
  /** Text in place of several figures: its first column, and the number of columns that it spans. */
  instead?: { from: number; columns: number } | false;
  /** Attributes by which tests and other programs find the row. */
  hooks: Record<`data-${string}`, unknown>;
}

interface Props {
  label: string;
  heads: readonly string[];
  rows: readonly FigureRow[];
  isCaptioned?: boolean;
  children?: ComponentChildren;
}

/** A table of figures, in a region that scrolls sideways if it is too narrow. */
export function Figures({ label, heads, rows, isCaptioned, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable by keyboard
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
          {rows.map(({ key, cells, instead, hooks }) => (
            <tr key={key} {...hooks}>
              {cells.map((cell, column) => {
                const [from, columns] = instead ? [instead.from, instead.columns] : [column, 1];
                if (column > from && column < from + columns) return null;
                const isWords = instead && column === from;
                return (
                  <td
                    key={heads[column]}
                    colSpan={isWords ? columns : 1}
                    class={isWords ? css.words : undefined}
                  >
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}
