import { Folder, Images, Plus, Sparkles } from 'lucide';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Menu, MenuItem } from '../parts/Menu';
import { useSession } from '../use-session';
import css from './AddPhotos.module.css';
import { chooseFiles, chooseFolder } from './inputs';

/** The same three verbs for a library that has photos already. */
export function AddPhotos() {
  const { library, sources } = useSession();
  const hasSamples = sources.value.some(({ kind }) => kind === 'sample');
  return (
    <div>
      <Menu
        name={t('library.add')}
        opener={(attributes) => (
          <Button variant="plain" class={css.opener} icon={Plus} {...attributes}>
            {t('library.add')}
          </Button>
        )}
      >
        <MenuItem icon={Folder} onClick={() => void chooseFolder(library)}>
          {t('library.chooseFolder')}
        </MenuItem>
        <MenuItem icon={Images} onClick={chooseFiles}>
          {t('library.choosePhotos')}
        </MenuItem>
        {!hasSamples && (
          <MenuItem icon={Sparkles} id="sample-album" onClick={() => void library.addSamples()}>
            {t('library.addSamples')}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
