import {
  Bookmark,
  Calendar,
  Camera,
  FileImage,
  Folder,
  Heart,
  History,
  type IconNode,
  MapPin,
  Minus,
  Plus,
  Proportions,
  Quote,
  SlidersHorizontal,
  Tag,
  Type,
  UserRound,
} from 'lucide';
import type { QueryPart } from '#core/query/reading';
import type { Suggestion } from '#core/query/suggest';

/** Icons by kind, the same on chips and suggestions. Plain words have no icon. */
export const ICONS: Partial<Record<QueryPart['kind'] | Suggestion['kind'], IconNode>> = {
  wanted: Plus,
  unwanted: Minus,
  text: Quote,
  withoutText: Minus,
  date: Calendar,
  near: MapPin,
  camera: Camera,
  folder: Folder,
  kind: FileImage,
  shape: Proportions,
  tag: Tag,
  person: UserRound,
  ownWord: Type,
  withoutOwnWord: Minus,
  withoutTag: Minus,
  favourite: Heart,
  key: SlidersHorizontal,
  saved: Bookmark,
  recent: History,
};
