import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import type { Items, Table } from '#session/export/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Labels.module.css';

interface Props {
  hook: string;
  table: () => Table;
  items?: () => Items;
}

/** Buttons that save the results as a file for other programs. */
export function Export({ hook, table, items }: Props) {
  const files = useSession().export;
  const [saving, setSaving] = useState(false);
  const save = async (write: () => Promise<void>) => {
    setSaving(true);
    await write();
    setSaving(false);
  };
  const kinds = [
    { kind: 'csv', short: 'CSV', name: t('labels.csv'), write: () => files.table(table()) },
    { kind: 'json', short: 'JSON', name: t('labels.json'), write: items && (() => files.items(items())) },
  ];
  return (
    <>
      <output class={css.hint}>{saving && t('labels.saving')}</output>
      {kinds.map(
        ({ kind, short, name, write }) =>
          write && (
            <Button
              key={kind}
              variant="plain"
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
