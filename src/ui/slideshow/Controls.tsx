import { signal } from '@preact/signals';
import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide';
import type { PhotoCard } from '#core/photo';
import { formatDay, formatNumber, t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Segments } from '../parts/Segments';
import { type Act, type Playing, SECONDS } from './playing';
import css from './Slideshow.module.css';

/** How long a photo is shown; the same in the next slideshow. */
export const seconds = signal<(typeof SECONDS)[number]>(5);

interface Props {
  playing: Playing;
  photo: PhotoCard;
  onAct: (act: Act) => void;
  onEnd: () => void;
}

/** What the photo is, and the controls of a slideshow. */
export function Controls({ playing, photo, onAct, onEnd }: Props) {
  const { index, total, plays } = playing;
  return (
    <div class={css.controls} data-testid="slideshow-controls">
      <p class={css.about}>
        <span class={css.name}>{photo.name}</span>
        <span>{formatDay(photo.taken)}</span>
        <span>{t('photo.of', { position: index + 1, total })}</span>
      </p>
      <div class={css.verbs}>
        <Segments
          name={t('slideshow.seconds')}
          unsaid
          options={SECONDS.map((time) => ({
            value: String(time),
            name: t('slideshow.time', { seconds: formatNumber(time) }),
            testId: `seconds-${time}`,
          }))}
          value={String(seconds.value)}
          onChoose={(value) => {
            seconds.value = SECONDS.find((time) => String(time) === value) ?? seconds.value;
          }}
        />
        <IconButton icon={ChevronLeft} name={t('photo.previous')} onClick={() => onAct('previous')} />
        <IconButton
          icon={plays ? Pause : Play}
          name={t(plays ? 'slideshow.pause' : 'slideshow.play')}
          data-testid="slideshow-toggle"
          onClick={() => onAct('toggle')}
        />
        <IconButton icon={ChevronRight} name={t('photo.next')} onClick={() => onAct('next')} />
        <IconButton icon={X} name={t('slideshow.end')} data-testid="slideshow-end" onClick={onEnd} />
      </div>
    </div>
  );
}
