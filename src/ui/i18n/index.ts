/** Words, numbers and dates in the user's language: the public interface of this folder, with `amounts.ts`. */

export * from './format';
export * from './problems';
export * from './speak';
