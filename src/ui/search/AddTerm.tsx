import { Minus, Plus } from 'lucide';
import { withPart } from '#core/query/writing';
import { t } from '../i18n';
import { useSession } from '../use-session';
import { LittleField } from './LittleField';

/** Adds a term that photos should also show, or should not, without requiring the operator syntax. */
export function AddTerm({ sign }: { sign: '+' | '-' }) {
  const { ask, query } = useSession();
  const add = (kind: 'wanted' | 'unwanted') => (words: string) =>
    ask({ text: withPart(query.value.text, kind, words) });
  if (sign === '+') {
    return (
      <LittleField
        id="also"
        icon={Plus}
        words={t('chips.also')}
        label={t('chips.alsoLabel')}
        onDone={add('wanted')}
      />
    );
  }
  return (
    <LittleField
      id="but-not"
      icon={Minus}
      words={t('chips.butNot')}
      label={t('chips.butNotLabel')}
      onDone={add('unwanted')}
    />
  );
}
