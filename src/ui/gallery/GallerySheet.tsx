import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoNo } from '#core/photo';
import { GALLERY_SIZES, type GalleryFacts, type GallerySize } from '#session/export/contract';
import { formatNumber, t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { Segments } from '../parts/Segments';
import { Sheet } from '../parts/Sheet';
import { useSession } from '../use-session';
import { daysTold } from './days';
import css from './GallerySheet.module.css';
import { Tells } from './Tells';
import { galleryWords } from './words';

interface Props {
  /** Null if they cannot be told now. */
  photosOf: () => Promise<readonly PhotoNo[] | null>;
  /** What it is called at first; without a title, by the days of the photos if these are told. */
  title?: string;
  onClose: () => void;
}

interface Counted {
  photos: readonly PhotoNo[];
  facts: GalleryFacts;
}

/** Makes a gallery to give away of photos: what it tells, how large it is, and where it goes. */
export function GallerySheet({ photosOf, title, onClose }: Props) {
  const session = useSession();
  const { saving } = session.export;
  const counted = useCounted(photosOf);
  const [typed, setTyped] = useState<string | null>(null);
  const [size, setSize] = useState<GallerySize>(GALLERY_SIZES[1] ?? null);
  const [tells, setTells] = useState({
    ...{ captions: true, dates: true, tags: false, favourites: false, places: false, people: false },
  });
  const [as, setAs] = useState<'zip' | 'folder'>('zip');
  const [isBusy, setBusy] = useState(false);
  const isClosed = useRef(false);
  useEffect(
    () => () => {
      isClosed.current = true;
    },
    [],
  );
  const facts = counted?.facts;
  const name = typed ?? title ?? daysTold(facts, tells);
  const isReady = counted !== undefined && counted !== null && counted.photos.length > 0;

  const give = async () => {
    if (!isReady || isBusy || saving.value) return;
    setBusy(true);
    const gallery = { title: name.trim() || t('library.label'), size, tells, as, words: galleryWords() };
    const isOver = await session.export.give(counted.photos, gallery);
    setBusy(false);
    // It goes on without the sheet, which may be another one by then.
    if (isOver && !isClosed.current) onClose();
  };

  return (
    <Sheet open title={t('gallery.title')} onClose={onClose}>
      <form
        class={css.form}
        data-testid="gallery"
        data-photos={counted?.photos.length}
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <p>{t('gallery.text')}</p>
        <label class={css.field}>
          <span>{t('gallery.name')}</span>
          <input
            type="text"
            value={name}
            placeholder={t('library.label')}
            maxLength={80}
            autocomplete="off"
            data-testid="gallery-name"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div>
          <Segments
            name={t('gallery.size')}
            options={GALLERY_SIZES.map((edge) => ({
              value: String(edge),
              name: edge ? t('gallery.pixels', { edge: formatNumber(edge) }) : t('gallery.originals'),
              testId: `gallery-size-${edge ?? 'original'}`,
            }))}
            value={String(size)}
            onChoose={(chosen) => setSize(GALLERY_SIZES.find((edge) => String(edge) === chosen) ?? null)}
          />
          <p class={css.note} data-testid="gallery-note">
            {t(size === null ? 'gallery.originalsText' : 'gallery.copiesText')}
          </p>
        </div>
        {facts && <Tells facts={facts} value={tells} onChange={setTells} />}
        {'showDirectoryPicker' in globalThis && (
          <Segments
            name={t('gallery.as')}
            options={(['zip', 'folder'] as const).map((value) => ({
              value,
              name: t(`gallery.${value}`),
              testId: `gallery-as-${value}`,
            }))}
            value={as}
            onChoose={setAs}
          />
        )}
        <div class={css.end}>
          <p role="status" data-testid="gallery-size" data-bytes={facts?.bytes[GALLERY_SIZES.indexOf(size)]}>
            {saving.value ? t('selection.saving', { ...saving.value }) : sumOf(counted, size)}
          </p>
          {isBusy && saving.value ? (
            // In the place of the button that saves: the second click of a double one is not meant for it.
            <Button onClick={({ detail }) => detail < 2 && session.export.cancel()}>{t('app.cancel')}</Button>
          ) : (
            <Button
              type="submit"
              variant="primary"
              disabled={!isReady || isBusy || saving.value !== null}
              data-testid="gallery-save"
            >
              {t('gallery.save')}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  );
}

/** Undefined until it is known; null if it cannot be told now. */
function useCounted(photosOf: Props['photosOf']): Counted | null | undefined {
  const session = useSession();
  const [counted, setCounted] = useState<Counted | null>();
  useEffect(() => {
    let gone = false;
    const count = async () => {
      const photos = await photosOf();
      const facts = photos && (await session.export.galleryFacts(photos));
      if (!gone) setCounted(photos && facts ? { photos, facts } : null);
    };
    void count();
    return () => {
      gone = true;
    };
  }, []);
  return counted;
}

/** What the gallery will hold, or why it cannot be made. */
function sumOf(counted: Counted | null | undefined, size: GallerySize): string {
  if (counted === undefined) return t('gallery.counting');
  if (!counted) return t('gallery.unknown');
  const { photos, facts } = counted;
  if (photos.length === 0) return t('gallery.none');
  const bytes = formatBytes(facts.bytes[GALLERY_SIZES.indexOf(size)] ?? 0);
  return t('gallery.sum', { count: photos.length, size: bytes });
}
