import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FoundOffer, MissingOffer } from '../folders/FolderOffers';
import { FoundSheet } from '../folders/FoundSheet';
import { MissingSheet } from '../folders/MissingSheet';
import { selection } from '../grid/selection';
import { UpgradeOffer } from '../models/UpgradeOffer';
import { isEmpty } from '../search/Find';
import { useSession } from '../use-session';
import css from './Offers.module.css';
import { offersInOrder } from './offer-order';

/** Missing photos that the user has put off in this visit: more of them are told again. */
const putOff = signal(0);

/**
 * What the app offers on its own, on cards over the photos, where notices are: it comes when it is known what to
 * offer, and nothing may move then. Nothing is offered while the user looks at results, selects or saves.
 */
export function Offers() {
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<'found' | 'missing' | null>(null);
  // Filled after it is in the document: screen readers say only what comes into a region that they know.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  useSpaceFor(box);

  const close = () => setOpen(null);
  const { state } = session.answer.value;
  const isBusy =
    selection.value !== null ||
    session.export.saving.value !== null ||
    state === 'found' ||
    state === 'problem';
  const missing = session.sources.value.reduce((sum, source) => sum + source.missing, 0);
  const numbers = new Set(session.library.found.value);
  // Some may have been removed since.
  const found = numbers.size > 0 ? session.photos.value.filter(({ no }) => numbers.has(no)) : [];
  const upgrade = isEmpty(session) ? null : session.models.upgrade.value;
  const offers = offersInOrder({
    upgrade: upgrade?.state ?? null,
    missing: missing > putOff.value ? missing : 0,
    found: found.length,
  });
  const cards = {
    upgrade: upgrade && <UpgradeOffer key="upgrade" upgrade={upgrade} />,
    missing: (
      <MissingOffer
        key="missing"
        count={missing}
        onShow={() => setOpen('missing')}
        onPutOff={() => {
          putOff.value = missing;
        }}
      />
    ),
    found: <FoundOffer key="found" count={found.length} onShow={() => setOpen('found')} />,
  };
  return (
    <>
      <div ref={box} class={css.offers} aria-live="polite">
        {ready && !isBusy && offers.map((offer) => cards[offer])}
      </div>
      {open === 'found' && <FoundSheet photos={found} onClose={close} />}
      {open === 'missing' && <MissingSheet offered onClose={close} />}
    </>
  );
}

/** Between two cards, in CSS pixels. */
const GAP = 8;

/**
 * Publishes how much of the window's bottom the cards cover, so that the last photos can be scrolled clear of them.
 * Observers, and no measuring after each render: that lays out the page, and this is drawn with every arrival.
 */
function useSpaceFor(box: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const { current } = box;
    if (!current) return;
    const cards = () => [...current.children] as HTMLElement[];
    const measure = () => {
      const heights = cards().map((card) => card.offsetHeight);
      const covered = heights.filter((height) => height > 0).reduce((sum, height) => sum + height + GAP, 0);
      style.setProperty('--offered', `${covered}px`);
    };
    const sizes = new ResizeObserver(measure);
    const others = new MutationObserver(() => {
      sizes.disconnect();
      for (const card of cards()) sizes.observe(card);
      // Where none is left, there is no size to be told.
      if (!current.firstChild) measure();
    });
    others.observe(current, { childList: true });
    return () => {
      others.disconnect();
      sizes.disconnect();
      style.removeProperty('--offered');
    };
  }, []);
}
