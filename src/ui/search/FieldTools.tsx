import { FilterButton } from '../filter/FilterButton';
import { PictureButton } from './PictureButton';

/** The other ways to ask, at the end of the search field. */
export function FieldTools() {
  return (
    <>
      <PictureButton />
      <FilterButton />
    </>
  );
}
