import type { ComponentChildren } from 'preact';
import type { BoxLatency, BoxState } from '#workers/library/contract';
import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './Boxes.module.css';
import { hashText, loadText, milliseconds, modelText, STAGES, speedText, totalOf } from './words';

/** The measurements of a box that are known. */
export function BoxFacts({ box }: { box: BoxState }) {
  const { spaces } = useSession().models;
  const space = spaces.value.find(({ id }) => id === box.space);
  return (
    <dl class={css.facts}>
      <Fact name={t('box.model')}>
        {box.space && (
          <>
            <span>{modelText(box, space?.name)}</span>
            <span class={css.hash}>{hashText(box)}</span>
          </>
        )}
      </Fact>
      <Fact name={t('box.speed')}>{speedText(box)}</Fact>
      <Fact name={t('box.time')}>{box.latency && <Split latency={box.latency} />}</Fact>
      <Fact name={t('box.load')}>{loadText(box)}</Fact>
      <Fact name={t('box.encoded')}>{box.encoded > 0 && t('box.encodedText', { count: box.encoded })}</Fact>
    </dl>
  );
}

/** One row of the list; hidden if the value is unknown. */
function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Splits the latency into network, the box's queue, and its encoder. */
function Split({ latency }: { latency: BoxLatency }) {
  return (
    <>
      <span>{milliseconds(totalOf(latency))}</span>
      <span class={css.bar} aria-hidden="true">
        {STAGES.map((stage) => (
          <span key={stage} class={css[stage]} style={{ flexGrow: latency[stage] }} />
        ))}
      </span>
      <span class={css.split}>
        {STAGES.map((stage) => (
          <span key={stage}>
            <i class={css[stage]} aria-hidden="true" />
            {`${t(`box.split.${stage}`)} ${milliseconds(latency[stage])}`}
          </span>
        ))}
      </span>
    </>
  );
}
