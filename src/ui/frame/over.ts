/** What opens over any place, in one file: the first load names every file that it may fetch later. */

export { Arrived } from './Arrived';
export { DropArea } from './DropArea';
export { InMemory } from './InMemory';
export { KeysSheet } from './KeysSheet';
export { NoticeList } from './NoticeList';
export { Offers } from './Offers';
