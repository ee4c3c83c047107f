/** Looking back and looking on, in one file: the first load names every file that it may fetch later. */

export { Days } from '../days/Days';
export { OccasionPage } from '../days/OccasionPage';
export { Slideshow } from '../slideshow/Slideshow';
