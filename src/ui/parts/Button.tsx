import type { IconNode } from 'lucide';
import type { ButtonHTMLAttributes } from 'preact';
import css from './Button.module.css';
import { classes } from './classes';
import { Icon } from './Icon';

interface Variant {
  /** `primary` is the main action; `danger` cannot be undone; `plain` has no edge. */
  variant?: 'primary' | 'edged' | 'plain' | 'danger';
  icon?: IconNode;
  /** On a phone only the icon is visible; screen readers still get the text. */
  iconOnPhone?: boolean;
}

type Props = Variant & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button with text, and an icon if given. */
export function Button({ variant = 'edged', icon, iconOnPhone, children, class: more, ...rest }: Props) {
  return (
    <button
      type="button"
      class={classes(
        css.button,
        css[variant],
        iconOnPhone && css.iconOnPhone,
        typeof more === 'string' && more,
      )}
      {...rest}
    >
      {icon && <Icon of={icon} size={18} />}
      <span class={iconOnPhone ? 'visually-hidden-on-phone' : undefined}>{children}</span>
    </button>
  );
}

/** A button with only an icon; its name is for screen readers and a tooltip. */
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
