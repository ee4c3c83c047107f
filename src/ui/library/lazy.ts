/** Parts of the library's screen that the first paint does not show, in one file that is fetched after it. */

export { FailedSheet } from './FailedSheet';
export { IndexingSaid } from './IndexingSaid';
export { ListItems } from './ListItems';
export { StripMessages } from './StripMessages';
