import { Ellipsis, type IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Button, IconButton } from './Button';
import { classes } from './classes';
import css from './Menu.module.css';

interface Props {
  /** Name for screen readers and a tooltip. */
  name: string;
  /** Renders an opener in place of the three dots; it must set these attributes. */
  opener?: (attributes: { popovertarget: string; 'aria-haspopup': 'true' }) => ComponentChildren;
  children: ComponentChildren;
}

/** A menu of less frequent verbs. It is a native popover, so Esc and a click outside close it. */
export function Menu({ name, opener, children }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const opens = { popovertarget: id, 'aria-haspopup': 'true' } as const;
  return (
    <>
      {opener ? opener(opens) : <IconButton icon={Ellipsis} name={name} {...opens} />}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a click on any verb inside, which are buttons, closes it */}
      <div ref={menu} id={id} popover="auto" class={css.menu} onClick={() => menu.current?.hidePopover()}>
        {children}
      </div>
    </>
  );
}

interface ItemProps {
  icon: IconNode;
  onClick: () => void;
  children: ComponentChildren;
  class?: string | undefined;
  /** Test id. */
  id?: string;
  /** It is what holds already. */
  isCurrent?: true;
}

/** One item of a menu. */
export function MenuItem({ icon, onClick, children, class: more, id, isCurrent }: ItemProps) {
  return (
    <Button
      variant="plain"
      class={classes(css.item, more)}
      icon={icon}
      data-testid={id}
      aria-current={isCurrent}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
