import { Folder, Images, Plus, Sparkles } from 'lucide';
import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../session';
import css from './AddPhotos.module.css';
import { chooseFiles, chooseFolder } from './inputs';

/** The same three verbs for a library that has photos already. */
export function AddPhotos() {
  const session = useSession();
  const menu = useRef<HTMLDivElement>(null);
  const hasSamples = session.sources.value.some(({ kind }) => kind === 'sample');
  const choose = (verb: () => unknown) => () => {
    menu.current?.hidePopover();
    void verb();
  };
  return (
    <div class={css.add}>
      <Button look="plain" class={css.opener} icon={Plus} popovertarget="add-photos" aria-haspopup="true">
        {t('library.add')}
      </Button>
      <div ref={menu} id="add-photos" popover="auto" class={css.menu}>
        <Button look="plain" icon={Folder} onClick={choose(() => chooseFolder(session))}>
          {t('library.chooseFolder')}
        </Button>
        <Button look="plain" icon={Images} onClick={choose(chooseFiles)}>
          {t('library.choosePhotos')}
        </Button>
        {!hasSamples && (
          <Button
            look="plain"
            icon={Sparkles}
            data-testid="sample-album"
            onClick={choose(() => session.addSamples())}
          >
            {t('library.addSamples')}
          </Button>
        )}
      </div>
    </div>
  );
}
