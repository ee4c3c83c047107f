import { Folder, Images, Sparkles } from 'lucide';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Empty.module.css';
import { chooseFiles, chooseFolder } from './inputs';

/** The first screen: a promise, three verbs, and what the browser may ask when one is pressed. */
export function Empty() {
  const { library } = useSession();
  return (
    <section class={css.empty}>
      <h1 class={css.promise}>{t('app.promise')}</h1>
      <div class={css.verbs}>
        <Button variant="primary" icon={Folder} onClick={() => void chooseFolder(library)}>
          {t('library.chooseFolder')}
        </Button>
        <Button icon={Images} onClick={chooseFiles}>
          {t('library.choosePhotos')}
        </Button>
        <Button icon={Sparkles} data-testid="sample-album" onClick={() => void library.addSamples()}>
          {t('library.samples')}
        </Button>
      </div>
      <p class={css.asked}>{t('library.asked')}</p>
    </section>
  );
}
