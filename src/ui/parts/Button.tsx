import type { IconNode } from 'lucide';
import type { ButtonHTMLAttributes } from 'preact';
import css from './Button.module.css';
import { classes } from './classes';
import { Icon } from './Icon';

interface Variant {
  /** `primary` is the one thing to do here; `danger` cannot be taken back; `plain` has no edge. */
  variant?: 'primary' | 'edged' | 'plain' | 'danger';
  icon?: IconNode;
}

type Props = Variant & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button with words. */
export function Button({ variant = 'edged', icon, children, class: more, ...rest }: Props) {
  return (
    <button
      type="button"
      class={classes(css.button, css[variant], typeof more === 'string' && more)}
      {...rest}
    >
      {icon && <Icon of={icon} size={18} />}
      <span>{children}</span>
    </button>
  );
}

/** A button with an icon alone; its name is read out and shown on hover. */
export function IconButton({
  icon,
  name,
  class: more,
  ...rest
}: { icon: IconNode; name: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      class={classes(css.icon, typeof more === 'string' && more)}
      {...rest}
    >
      <Icon of={icon} />
    </button>
  );
}
