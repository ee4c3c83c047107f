/** Words, numbers and dates in the user's language: all that screens need of this folder. */

export * from './format';
export * from './problems';
export * from './speak';
