import { useEffect, useRef, useState } from 'preact/hooks';
import type { Occasion } from '#core/occasion';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Days as DaysFeature } from '#session/days/contract';
import { t } from '../i18n';
import rowCss from '../parts/CardRow.module.css';
import { classes } from '../parts/classes';
import { useDays } from '../parts/use-asked';
import { useSession } from '../use-session';
import css from './Days.module.css';
import { OccasionCard } from './OccasionCard';
import { opened } from './opened';

/**
 * A row of what the library offers today. It is there from the start or not at all, so that nothing moves: what is read
 * while it is looked at comes with the next visit.
 */
export function Days() {
  const { shell } = useSession();
  const [hasPlace] = useState(() => shell.days.peek() === 'some');
  const days = useDays();
  useEffect(() => void days?.read(), [days]);
  return hasPlace && days ? <Row days={days} /> : null;
}

function Row({ days }: { days: DaysFeature }) {
  const { photos } = useSession();
  const list = useRef<HTMLUListElement>(null);
  const [first, setFirst] = useState<readonly Occasion[] | null>(days.offered.peek());
  const now = days.offered.value;
  useEffect(() => {
    if (!first) setFirst(now);
  }, [now]);
  const stillOffered = new Set(now?.map(({ key }) => key));
  const shown = first?.filter(({ key }) => stillOffered.has(key)) ?? [];
  const covers = coversOf(shown, photos.value);
  const here = shown.filter(({ cover }) => covers.has(cover));

  useEffect(() => {
    // Back from its photos, the focus is on the card again.
    const seen = lastOpened;
    lastOpened = null;
    if (seen && !document.activeElement?.matches('button, input')) cardOf(list.current, seen)?.focus();
  }, [first]);

  if (here.length === 0) return first && first.length > 0 ? <div data-none /> : null;
  return (
    <section aria-label={t('days.title')} data-testid="days" data-count={here.length}>
      <ul
        ref={list}
        class={classes(rowCss.row, css.row)}
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
          const at = cards.indexOf(event.target as HTMLElement);
          if (!by || at < 0) return;
          event.preventDefault();
          cards[at + by]?.focus();
        }}
      >
        {here.map((occasion) => (
          <OccasionCard
            key={occasion.key}
            occasion={occasion}
            cover={covers.get(occasion.cover) as PhotoCard}
            onOpen={() => {
              lastOpened = occasion.key;
              opened.value = occasion;
            }}
            onHide={() => {
              const next = here[here.indexOf(occasion) + 1] ?? here[here.indexOf(occasion) - 1];
              days.hide(occasion);
              if (next) cardOf(list.current, next.key)?.focus();
            }}
          />
        ))}
      </ul>
    </section>
  );
}

/** The card whose photos were looked at last. */
let lastOpened: string | null = null;

function cardOf(list: HTMLElement | null, key: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
}

/** One pass over the library. */
function coversOf(occasions: readonly Occasion[], library: readonly PhotoCard[]): Map<PhotoNo, PhotoCard> {
  const wanted = new Set(occasions.map(({ cover }) => cover));
  return new Map(library.flatMap((card) => (wanted.has(card.no) ? [[card.no, card] as const] : [])));
}
