/** The one door to the network. Nothing is ever sent; only the app's own files are fetched. */

import { Problem } from '#core/errors';

/**
 * @param path relative to the app's address, e.g. "models/starter/config.json"
 * @throws Problem `network` with what to look at in the detail
 */
export async function fetchOwn(path: string): Promise<Response> {
  const url = new URL(path, `${self.location.origin}${import.meta.env.BASE_URL}`);
  if (url.origin !== self.location.origin) {
    throw new Problem('network', `${url} is not a file of the app.`);
  }
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Problem('network', `${url} cannot be reached: ${error}`, { cause: error });
  }
  if (!response.ok) throw new Problem('network', `${url} answered ${response.status}.`);
  return response;
}
