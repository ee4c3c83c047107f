import { Check, Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';

/** Copies a photo's path. It begins at the picked folder, because browsers do not reveal the path to that. */
export function CopyPath({ path }: { path: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(path);
    setCopied(true);
  };
  return (
    <IconButton
      icon={copied ? Check : Copy}
      name={t(copied ? 'photo.pathCopied' : 'photo.copyPath')}
      onClick={() => void copy()}
    />
  );
}
