/** The file inputs of the page, always in the document: other programs add photos through them too. */

import { useEffect } from 'preact/hooks';
import type { PickedFile } from '#core/picked-file';
import type { Library } from '#session/library/contract';
import { useSession } from '../use-session';

const FILES = 'photo-files';
const FOLDER = 'photo-folder';

export function FileInputs() {
  const { library } = useSession();
  useEffect(() => {
    // The first paint can do without. Until then, and without it, everything may be picked.
    import('./accepted').then(({ acceptFiles }) => acceptFiles(FILES), console.error);
  }, []);
  return (
    <div hidden>
      <input
        id={FILES}
        type="file"
        data-testid="file-input"
        multiple
        onClick={() => void library.expectFiles()}
        onChange={({ currentTarget }) => {
          const picked = pickedFrom(currentTarget);
          if (picked.length > 0) void library.addFiles(picked);
        }}
      />
      <input
        id={FOLDER}
        type="file"
        multiple
        // Spread, because Preact's types lack this attribute, which some browsers do not support.
        {...{ webkitdirectory: true }}
        onClick={() => void library.expectFiles()}
        onChange={({ currentTarget }) => {
          const picked = pickedFrom(currentTarget);
          const name = picked[0]?.file.webkitRelativePath.split('/')[0] ?? '';
          if (picked.length === 0) return;
          // WebKitGTK lets a user choose files alone here, and gives them no path.
          void (name ? library.addFolderFiles(name, picked) : library.addFiles(picked));
        }}
      />
    </div>
  );
}

/** Returns the picked files, with paths inside the picked folder, and empties the input. */
export function pickedFrom(input: HTMLInputElement | null): PickedFile[] {
  const picked = Array.from(input?.files ?? [], (file) => ({
    file,
    path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
  }));
  if (input) input.value = '';
  return picked;
}

export function chooseFiles(): void {
  document.getElementById(FILES)?.click();
}

/** Opens the browser's folder picker, or the folder input in browsers without one. */
export async function chooseFolder({ pickFolder }: Pick<Library, 'pickFolder'>): Promise<void> {
  if (!(await pickFolder())) document.getElementById(FOLDER)?.click();
}
