import type { Backend, ImageEntry } from '#core/space';
import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './Models.module.css';
import { milliseconds } from './words';

const NAMES: Record<Backend, string> = { wasm: 'WASM', tower: 'WASM (Mitsuke)', webgpu: 'WebGPU' };

/** The measurements of an encoder's backends, and the user's choice. Hidden if there is only one backend. */
export function Backends({ encoder }: { encoder: ImageEntry }) {
  const { models } = useSession();
  const known = models.backends.value.find((each) => each.encoder === encoder.id);
  if (!known || encoder.backends.length < 2) return null;
  const options: readonly (Backend | null)[] = [null, ...encoder.backends];
  return (
    <li class={css.backends}>
      {encoder.backends.map((backend) => {
        const timing = known.timings[backend];
        const used = known.backend === backend;
        return (
          <p key={backend} class={css.quiet} data-testid="backend" data-backend={backend} data-used={used}>
            {NAMES[backend]}
            {timing &&
              ` ${milliseconds(timing.min)} / ${milliseconds(timing.avg)} / ${milliseconds(timing.max)}`}
            {used && ` · ${t('models.used')}`}
            {known.refused[backend] !== undefined &&
              ` · ${t('models.refused', { why: known.refused[backend] })}`}
          </p>
        );
      })}
      <label>
        <span>{t('models.backend')}</span>
        <select
          value={known.wanted ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            models.chooseBackend(encoder.id, value === '' ? null : (value as Backend));
          }}
        >
          {options.map((backend) => (
            <option key={backend ?? ''} value={backend ?? ''}>
              {backend ? NAMES[backend] : t('models.measured')}
            </option>
          ))}
        </select>
      </label>
    </li>
  );
}
