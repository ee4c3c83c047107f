import type { HTMLAttributes } from 'preact';
import { classes } from './classes';
import css from './Offer.module.css';

interface Props extends HTMLAttributes<HTMLElement> {
  /** The buttons are below the sentences, not beside them. */
  wide?: boolean;
}

/** A card that the app shows on its own: a sentence or two in a paragraph, then buttons. `Offers` has its place. */
export function Offer({ wide, children, ...rest }: Props) {
  return (
    <section class={classes(css.offer, wide && css.wide)} {...rest}>
      {children}
    </section>
  );
}
