/** Names of cities that are more often words about what a photo shows, or about things: "an orange cat". */

import { folded } from '#core/folding';

const ONE_WORD =
  'angers archway aurora bar barking batman bath bender bend billings bologna boulder briarwood buckeye buffalo bury ' +
  'bush cayenne centennial chandler chesterfield chihuahua chino concord cork corona deal delta derby enterprise flint ' +
  'garland grapevine grays guider highland homestead hove hue hull independence kent labrador logan maidenhead male man ' +
  'manta mark marka martin mascara mecca mesa meridian mission mobile moron moss most mus muscat nelson newton nice ' +
  'normal oral orange palatine panama paradise paisley paramount phoenix plantation providence queens rath reading ' +
  'revere rogers rugby sale sandwich sandy sari save shaping shoreline slough sparks split spring sunrise surprise ' +
  'tamale temple torrent tours turbo union upland van vista warren wellington woking woodland worms';
const TWO_WORDS = [
  ...[
    'apple valley',
    'battle creek',
    'bowling green',
    'broken arrow',
    'castle rock',
    'cedar park',
    'cherry hill',
  ],
  ...[
    'deer valley',
    'diamond bar',
    'fall river',
    'flower mound',
    'fountain valley',
    'garden grove',
    'gold coast',
  ],
  ...['grand island', 'green bay', 'high peak', 'high point', 'lake forest', 'little rock', 'long beach'],
  ...[
    'maple grove',
    'mountain view',
    'north bay',
    'oak lawn',
    'oak park',
    'palm bay',
    'palm coast',
    'palm desert',
  ],
  ...[
    'red deer',
    'rock hill',
    'rocky mount',
    'round rock',
    'royal oak',
    'silver spring',
    'south gate',
    'spring hill',
  ],
  ...['spring valley', 'sugar land', 'thunder bay', 'walnut creek', 'white rock'],
];
const ORDINARY: ReadonlySet<string> = new Set([...ONE_WORD.split(' '), ...TWO_WORDS]);

export const isOrdinary = (name: string) => ORDINARY.has(folded(name));
