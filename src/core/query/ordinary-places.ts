/**
 * Names of cities that are more often words about what a photo shows, or about things: "an orange cat". Picked from the
 * names that an English dictionary has too.
 */

import { folded } from '#core/folding';

const ONE_WORD =
  'anchorage angers araucaria archway atlantis auburn aurora bar barking bath batman bellflower bend ' +
  'bender billings bologna bor boulder briarwood brusque buckeye buffalo bury bush canton cayenne ' +
  'centennial centurion champaign chandler charlotte chesterfield chihuahua chino clearwater cologne ' +
  'colon concord cork corona david deal delta derby edison elizabeth elk enterprise erode flint franklin ' +
  'fuji ganja garland gary gent gilbert goodyear grapevine grays greenwood guider highland homestead ' +
  'hove hue hull independence jupiter kent labrador lakeland lamia largo liege lira logan maidenhead ' +
  'male man manta mark marka marl martin mary mascara mecca mercedes meridian mesa mesquite metro ' +
  'midland mission moa mobile mora moron moss most mus muscat nancy nelson newton nice normal ode oral ' +
  'orange paisley palatine panama paradise paramount pare perm phoenix plantation poinciana pontiac ' +
  'providence pueblo puli queens rath reading revere rialto riverside rogers roman rugby ruse sakura ' +
  'sale sandwich sandy sari save shaping shoreline shush sig slough soma sparks split spring sunrise ' +
  'surprise tala tamale taylor temple torrent tours toyota tracy troy turbo union upland valence van ' +
  'victoria vista warren wellington woking woodland woodlands worms';
const TWO_WORDS =
  'apple valley, battle creek, bowling green, broken arrow, castle rock, cedar park, cherry hill, ' +
  'deer valley, diamond bar, fall river, flower mound, fountain valley, garden grove, gold coast, ' +
  'grand island, green bay, high peak, high point, lake forest, little rock, long beach, maple grove, ' +
  'mountain view, north bay, oak lawn, oak park, palm bay, palm coast, palm desert, red deer, rock hill, ' +
  'rocky mount, round rock, royal oak, silver spring, south gate, spring hill, spring valley, ' +
  'sugar land, thunder bay, walnut creek, white rock';
const ORDINARY: ReadonlySet<string> = new Set([...ONE_WORD.split(' '), ...TWO_WORDS.split(', ')]);

/** Few who write Ho or Oi mean the city. */
export const isOrdinary = (name: string) => /^[a-z]{1,2}$/.test(folded(name)) || ORDINARY.has(folded(name));
