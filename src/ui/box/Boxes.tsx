import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import { AddBox } from './AddBox';
import { BoxCard } from './BoxCard';
import css from './Boxes.module.css';

/** The paired boxes, and the button that adds one. */
export function Boxes() {
  const boxes = useSession().boxes.paired.value;
  const [adding, setAdding] = useState(false);
  return (
    <div class={css.boxes} data-testid="boxes" data-count={boxes.length}>
      {boxes.length === 0 && <p>{t('box.what')}</p>}
      {boxes.map((box) => (
        <BoxCard key={box.id} box={box} />
      ))}
      <p class={css.quiet}>{t('box.whatGoes')}</p>
      <div>
        <Button icon={Plus} data-testid="box-add" onClick={() => setAdding(true)}>
          {boxes.length === 0 ? t('box.add') : t('box.addAnother')}
        </Button>
      </div>
      {adding && <AddBox onClose={() => setAdding(false)} />}
    </div>
  );
}
