import type { Source } from '#core/photo';
import { t } from '../i18n';

/** Returns the name of a source: a folder has its own, other sources are named by their kind. */
export function sourceName({ kind, name }: Pick<Source, 'kind' | 'name'>): string {
  if (kind === 'folder') return name;
  return kind === 'sample' ? t('photo.fromSample') : t('photo.fromFiles');
}
