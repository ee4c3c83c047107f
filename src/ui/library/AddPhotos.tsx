import { Folder, Images, Plus, Sparkles } from 'lucide';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Menu, MenuItem } from '../parts/Menu';
import { useSession } from '../use-session';
import { chooseFiles, chooseFolder } from './inputs';

/** The three verbs of `Empty` as a menu, for a library that has photos. */
export function AddPhotos() {
  const { library, sources } = useSession();
  const hasSamples = sources.value.some(({ kind }) => kind === 'sample');
  return (
    <div>
      <Menu
        name={t('library.add')}
        opener={(attributes) => (
          <Button variant="plain" icon={Plus} iconOnPhone {...attributes}>
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
