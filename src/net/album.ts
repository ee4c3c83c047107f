/** The sample album, which comes with the app. */

import { fetchOwn } from './fetching';

const ALBUM = 'album/';

/**
 * @returns its pictures, in the order of its list
 * @throws Problem `network`
 */
export async function fetchAlbum(): Promise<File[]> {
  const names: string[] = await (await fetchOwn(`${ALBUM}album.json`, 'album')).json();
  return Promise.all(names.map(fetchSample));
}

/**
 * One picture of the album. Its original is not kept in the library: the app has it.
 * @throws Problem `network`
 */
export async function fetchSample(name: string): Promise<File> {
  const response = await fetchOwn(ALBUM + encodeURIComponent(name), 'album');
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  return new File([await response.blob()], name, {
    type: 'image/jpeg',
    lastModified: Number.isNaN(modified) ? Date.now() : modified,
  });
}
