/** The two file inputs of the page. They are always there: outside programs, too, add photos through them. */

import { useRef } from 'preact/hooks';
import type { PickedFile } from '#core/picked-file';
import type { Library } from '#session/library/contract';
import { useSession } from '../use-session';

const FILES = 'photo-files';
const FOLDER = 'photo-folder';

export function FileInputs() {
  const { library } = useSession();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div hidden>
      <input
        ref={files}
        id={FILES}
        type="file"
        data-testid="file-input"
        multiple
        accept="image/*"
        onChange={() => {
          const picked = pickedFrom(files.current);
          if (picked.length > 0) void library.addFiles(picked);
        }}
      />
      <input
        ref={folder}
        id={FOLDER}
        type="file"
        multiple
        // @types know it as a property alone, and not every browser has it.
        {...{ webkitdirectory: true }}
        onChange={() => {
          const picked = pickedFrom(folder.current);
          const name = picked[0]?.file.webkitRelativePath.split('/')[0] ?? '';
          if (picked.length > 0) void library.addFolderFiles(name, picked);
        }}
      />
    </div>
  );
}

/** What was picked, with the path inside the picked folder; the input is emptied for the next time. */
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

/** The folder dialog of the browser, or the folder input if it has none. */
export async function chooseFolder({ pickFolder }: Pick<Library, 'pickFolder'>): Promise<void> {
  if (!(await pickFolder())) document.getElementById(FOLDER)?.click();
}
