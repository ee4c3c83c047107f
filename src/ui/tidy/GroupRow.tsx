import { Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { AlikeGroup, GroupedPhoto } from '#workers/tidy/contract';
import { Thumbnail } from '../grid/Thumbnail';
import { viewPhotos } from '../grid/viewing';
import { t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { Button } from '../parts/Button';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import type { Choosing } from './choosing';
import css from './LookAlikes.module.css';

interface Props {
  group: AlikeGroup;
  cards: ReadonlyMap<PhotoNo, PhotoCard>;
  choosing: Choosing;
}

/** Members of a group that are shown until the user asks for all. */
const MOST = 16;

/** A group of alike photos: the best comes first and is marked, the others are suggested for removal. */
export function GroupRow({ group, cards, choosing }: Props) {
  const [all, setAll] = useState(false);
  const here = group.photos.flatMap((member, place) => {
    const card = cards.get(member.photo);
    return card ? [{ card, member, place }] : [];
  });
  const going = here.filter(({ card, place }) => choosing.goes(card.no, place)).length;
  const photos = here.map(({ card }) => card);
  return (
    <li class={css.group} data-testid="tidy-group">
      <div class={css.groupHead}>
        <h2>{t('tidy.group', { count: here.length })}</h2>
        {group.burst && <span>{t('tidy.burst')}</span>}
        {going === here.length && <span class={css.warning}>{t('tidy.allGo')}</span>}
        {going > 0 ? (
          <Button variant="plain" onClick={() => choosing.keepAll(group)}>
            {t('tidy.keepAll')}
          </Button>
        ) : (
          <Button variant="plain" onClick={() => choosing.suggest(group)}>
            {t('tidy.suggestion')}
          </Button>
        )}
      </div>
      <div class={css.members}>
        {here.slice(0, all ? here.length : MOST).map(({ card, member, place }, index) => (
          <Member
            key={card.no}
            card={card}
            member={member}
            best={place === 0 ? t(`tidy.by.${group.bestBy}`) : null}
            goes={choosing.goes(card.no, place)}
            onSay={(goes) => choosing.say(card.no, goes)}
            onOpen={() => viewPhotos({ photos, matches: null, index })}
          />
        ))}
      </div>
      {here.length > MOST && !all && (
        <Button variant="plain" onClick={() => setAll(true)}>
          {t('tidy.showAll', { count: here.length })}
        </Button>
      )}
    </li>
  );
}

interface MemberProps {
  card: PhotoCard;
  member: GroupedPhoto;
  /** Why it is the best of its group; null if it is not. */
  best: string | null;
  goes: boolean;
  onSay: (goes: boolean) => void;
  onOpen: () => void;
}

function Member({ card, member, best, goes, onSay, onOpen }: MemberProps) {
  const { no, name, width, height } = card;
  const shape = Math.min(2.2, Math.max(0.6, width / height));
  const data = {
    'data-testid': 'tidy-photo',
    'data-no': no,
    'data-name': name,
    'data-best': best === null ? undefined : '',
    'data-goes': goes ? '' : undefined,
  };
  return (
    <div class={classes(css.member, goes && css.goes)} {...data}>
      <button
        type="button"
        class={css.picture}
        style={{ aspectRatio: String(shape) }}
        aria-label={best === null ? name : `${name}, ${t('tidy.best')}: ${best}`}
        onClick={onOpen}
      >
        <Thumbnail key={no} photo={card} />
        {best !== null && <em class={css.badge}>{t('tidy.best')}</em>}
      </button>
      <label class={css.tick}>
        <input
          type="checkbox"
          aria-label={t('tidy.letGo', { name })}
          checked={goes}
          onChange={(event) => onSay(event.currentTarget.checked)}
        />
        <span class={css.mark}>
          <Icon of={Trash2} size={16} />
        </span>
      </label>
      <p class={css.facts}>
        <strong title={name}>{name}</strong>
        {t('photo.pixels', { width, height })}
        <br />
        {formatBytes(member.bytes)}
        {best !== null && ` · ${best}`}
      </p>
    </div>
  );
}
