import { FilterButton } from '../filter/FilterButton';
import { PictureButton } from './PictureButton';

/** Buttons at the end of the search field: a picture as query, and filters. */
export function FieldTools() {
  return (
    <>
      <PictureButton />
      <FilterButton />
    </>
  );
}
