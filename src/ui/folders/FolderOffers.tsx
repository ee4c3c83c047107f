import { X } from 'lucide';
import { t } from '../i18n';
import { Button, IconButton } from '../parts/Button';
import { Offer } from '../parts/Offer';
import { useSession } from '../use-session';

interface Props {
  /** How many photos. */
  count: number;
  onShow: () => void;
}

/** Says that looks at the folders have found new photos. */
export function FoundOffer({ count, onShow }: Props) {
  const { library } = useSession();
  return (
    <Offer data-testid="found-photos" data-count={count}>
      <p>{t('folders.found', { count })}</p>
      <Button data-testid="found-show" onClick={onShow}>
        {t('folders.show')}
      </Button>
      <IconButton icon={X} name={t('app.dismiss')} onClick={() => library.dismissFound()} />
    </Offer>
  );
}

/** Says that files of photos are gone from their folders. */
export function MissingOffer({ count, onShow, onPutOff }: Props & { onPutOff: () => void }) {
  return (
    <Offer data-testid="missing-photos" data-count={count}>
      <p>{t('folders.missing', { count })}</p>
      <Button data-testid="missing-show" onClick={onShow}>
        {t('folders.decide')}
      </Button>
      <IconButton icon={X} name={t('app.dismiss')} onClick={onPutOff} />
    </Offer>
  );
}
