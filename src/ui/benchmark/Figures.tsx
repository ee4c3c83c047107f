import type { ComponentChildren } from 'preact';
import css from './Benchmark.module.css';

interface FigureRow {
  key: string;
  cells: readonly ComponentChildren[];
  /** Words that stand in the place of several figures: the column where they begin, and how many they take. */
  instead?: { from: number; columns: number } | false;
  /** What tests and other programs find the row by. */
  hooks: Record<`data-${string}`, unknown>;
}

interface Props {
  label: string;
  heads: readonly string[];
  rows: readonly FigureRow[];
  isCaptioned?: boolean;
  children?: ComponentChildren;
}

/** A table of figures, in a region that scrolls sideways if it is narrow. */
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
          {rows.map(({ key, cells, instead, hooks }) => (
            <tr key={key} {...hooks}>
              {cells.map((cell, column) => {
                const [from, columns] = instead ? [instead.from, instead.columns] : [column, 1];
                if (column > from && column < from + columns) return null;
                const isWords = instead && column === from;
                return (
                  // Columns have no other name than their place.
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
