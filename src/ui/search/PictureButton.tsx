import { Camera, Images, ScanSearch } from 'lucide';
import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { acceptedPictures } from '../library/accepted';
import { Button, IconButton } from '../parts/Button';
import { useSession } from '../use-session';
import css from './PictureButton.module.css';

/** Searches with a picture that is not in the library. On touch devices it also offers the camera. */
export function PictureButton() {
  const { finding, go, place } = useSession();
  const menu = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const handy = !matchMedia('(pointer: fine)').matches;
  const ask = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [picture] = currentTarget.files ?? [];
    // Otherwise choosing the same picture again would not fire a change event.
    currentTarget.value = '';
    if (!picture) return;
    if (place.value !== 'find') go('find');
    finding.askPhoto(picture);
  };
  const open = (input: HTMLInputElement | null) => {
    menu.current?.hidePopover();
    input?.click();
  };
  return (
    <>
      <IconButton
        icon={ScanSearch}
        name={t('outside.search')}
        class={css.button}
        data-testid="picture-button"
        {...(handy
          ? { popovertarget: 'picture-ways', 'aria-haspopup': true }
          : { onClick: () => open(file.current) })}
      />
      {handy && (
        <div ref={menu} id="picture-ways" popover="auto" class={css.menu}>
          <Button variant="plain" icon={Camera} onClick={() => open(camera.current)}>
            {t('outside.camera')}
          </Button>
          <Button variant="plain" icon={Images} onClick={() => open(file.current)}>
            {t('outside.choose')}
          </Button>
        </div>
      )}
      <div hidden>
        <input
          ref={file}
          type="file"
          accept={acceptedPictures()}
          data-testid="picture-input"
          onChange={ask}
        />
        <input ref={camera} type="file" accept="image/*" capture="environment" onChange={ask} />
      </div>
    </>
  );
}
