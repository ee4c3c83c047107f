import { Check, Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';

/** Puts a photo's path on the clipboard: browsers tell it from the picked folder on, not from the disk's root. */
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
