/** Words that were read in a photo. */

/** One line of text. */
export interface WordLine {
  /** As it was read: width, case and spaces vary, so a search folds both sides. */
  text: string;
  /** x, y of the four corners, clockwise from the text's own top left; fractions 0..1 of the upright picture. */
  corners: readonly number[];
  /** How sure the reader is, 0..1. */
  score: number;
}
