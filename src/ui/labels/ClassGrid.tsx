import { useMemo, useRef } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { Scores } from '#session/labels/contract';
import { Grid, type Section } from '../grid/Grid';
import { t } from '../i18n';
import { formatShare } from '../i18n/amounts';
import type { LabelGroup } from './groups';
import css from './Labels.module.css';
import type { Sorted } from './sorting';

interface Props {
  scores: Scores;
  likely: Float32Array;
  sorted: Sorted;
  groups: readonly LabelGroup[];
  /** The group that is shown; null for all. */
  group: LabelGroup | null;
}

/** A grid of the photos, with one section per class. */
export function ClassGrid({ scores, likely, sorted, groups, group }: Props) {
  const shown = useMemo(
    () => (group ? inSections(scores, [group]) : inSections(scores, eachOnce(groups, sorted))),
    [scores, sorted, groups, group],
  );
  // Another class starts at the top.
  const scroll = useRef({ key: group?.key, memory: { y: 0 } });
  if (scroll.current.key !== group?.key) scroll.current = { key: group?.key, memory: { y: 0 } };
  if (shown.photos.length === 0) return <p class={css.nothing}>{t('labels.empty')}</p>;
  const { texts } = scores;
  /** Returns for example "windmill 93%", for the class that is shown or the likeliest one. */
  const note = (index: number) => {
    const row = shown.rows[index] as number;
    const label = typeof group?.key === 'number' ? group.key : (sorted.best[row] as number);
    return `${texts[label]} ${formatShare(likely[row * texts.length + label] as number)}`;
  };
  const { photos, sections } = shown;
  return (
    <Grid
      key={group?.key ?? 'all'}
      photos={photos}
      note={note}
      sections={sections}
      scroll={scroll.current.memory}
    />
  );
}

/** Puts photos with several labels into the group of the likeliest only, for the view of all groups. */
function eachOnce(groups: readonly LabelGroup[], { best }: Sorted): LabelGroup[] {
  return groups.map((group) => ({
    ...group,
    rows: typeof group.key === 'string' ? group.rows : group.rows.filter((row) => best[row] === group.key),
  }));
}

function inSections({ photos }: Scores, groups: readonly LabelGroup[]) {
  const sections: Section[] = [];
  const order: number[] = [];
  for (const { key, title, rows } of groups) {
    if (rows.length === 0) continue;
    sections.push({ key: String(key), title, from: order.length, to: order.length + rows.length });
    for (const row of rows) order.push(row);
  }
  return { rows: order, photos: order.map((row) => photos[row] as PhotoCard), sections };
}
