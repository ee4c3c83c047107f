import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '#session/contract';
import { saveFile } from '#session/export/save-file';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Labels.module.css';

type Write = (session: Session) => Promise<File>;

/** Saves what is shown as a file for other programs. */
export function Export({ hook, files }: { hook: string; files: { csv: Write; json?: Write } }) {
  const session = useSession();
  const [saving, setSaving] = useState(false);
  const save = async (write: Write) => {
    setSaving(true);
    try {
      saveFile(await write(session));
    } finally {
      setSaving(false);
    }
  };
  const kinds = [
    { kind: 'csv', short: 'CSV', name: t('labels.csv'), write: files.csv },
    { kind: 'json', short: 'JSON', name: t('labels.json'), write: files.json },
  ];
  return (
    <>
      <output class={css.hint}>{saving && t('labels.saving')}</output>
      {kinds.map(
        ({ kind, short, name, write }) =>
          write && (
            <Button
              key={kind}
              look="plain"
              icon={Download}
              data-testid={`${hook}-${kind}`}
              aria-label={name}
              title={name}
              disabled={saving}
              onClick={() => void save(write)}
            >
              {short}
            </Button>
          ),
      )}
    </>
  );
}
