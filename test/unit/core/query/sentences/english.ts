/** Sentences in English, as they are typed, and how each is understood (`notation.ts`). Today is November 25, 2026. */

import type { Row } from './notation';

export const ENGLISH: readonly Row[] = [
  [
    'Anna with Momo at the beach near Kamakura last summer, no sunset',
    '[person Anna] [ownWord Momo] at the beach [near Kamakura] [date last summer = 2026-06..2026-08] [unwanted sunset]',
  ],
  ['a dog on the beach', 'a dog on the beach'],

  // People.
  ['Anna', '[person Anna]'],
  ['anna in the snow', '[person Anna] in the snow'],
  ['ANNA AND BEN', '[person Anna] [person Ben]'],
  ['Anna Lee at a wedding', '[person Anna Lee] at a wedding'],
  ['Anna’s birthday cake', '[person Anna] birthday cake'],
  ['the dog of Ben', 'the dog [person Ben]'],
  ['only Anna and Ben in the kitchen', '[person only] [person Anna] [person Ben] in the kitchen'],
  ['nobody on the beach', '[person none] on the beach'],
  ['a beach without people', 'a beach [person none]'],
  ['Hanna in Annapolis', 'Hanna in Annapolis'],

  // Own words.
  ['Momo in the garden with Ben', '[ownWord Momo] in the garden [person Ben]'],
  ['my bike in front of a wall', '[ownWord my bike] in front of a wall'],
  ['Momotaro statue', 'Momotaro statue'],

  // Places. Of London and Bath there are no photos.
  ['temples in Kyoto', 'temples [near Kyoto]'],
  ['kyoto temple at night', '[near kyoto] temple at night'],
  ['ramen near Sapporo last winter', 'ramen [near Sapporo] [date last winter = 2025-12..2026-02]'],
  ['a bridge in New York', 'a bridge [near New York]'],
  ['a red bus in London', 'a red bus in London'],
  ['a red bus near London', 'a red bus [near London]'],

  // Places that are words, or are in names of other things.
  ['Tokyo Tower at night', '[words Tokyo ~ near Tokyo] Tower at night'],
  ['an orange cat', 'an [words orange ~ near orange] cat'],
  ['the market in Orange', 'the market [near Orange]'],
  ['a woman in orange', 'a woman in [words orange ~ near orange]'],
  ['a nice sunset', 'a [words nice ~ near nice] sunset'],
  ['Nice in 2023', '[words Nice ~ near Nice] [date in 2023 = 2023]'],
  ['near Nice in June 2023', '[near Nice] [date in June 2023 = 2023-06]'],

  // A person and a place.
  ['Paris at the pool', '[person Paris ~ near Paris] at the pool'],
  ['a café in Paris', 'a café [near Paris ~ person Paris]'],
  ['Paris in Paris', '[person Paris ~ near Paris] [near Paris ~ person Paris]'],

  // A person and a time, or a thing.
  ['May at the beach', '[person May ~ date May] at the beach'],
  ['flowers in May', 'flowers [date in May = 2026-05 ~ person May]'],
  ['May 2024', '[date May 2024 = 2024-05]'],
  ['Ben and May in May', '[person Ben] [person May ~ date May] [date in May = 2026-05 ~ person May]'],
  ['a rose in the garden', 'a [words rose ~ person Rose] in the garden'],
  ['Rose in the garden', '[person Rose] in the garden'],
  ['red roses on a table', 'red roses on a table'],
  ['Summer in a red dress', '[person Summer ~ date Summer] in a red dress'],
  ['Summer last summer', '[person Summer ~ date Summer] [date last summer = 2026-06..2026-08]'],

  // Dates, and what only sounds like one.
  ['sunday roast', 'sunday roast'],
  ['picnic in the spring by a spring', 'picnic in the spring by a spring'],
  ['Ben in the spring of 2024', '[person Ben] [date in the spring of 2024 = 2024-03..2024-05]'],

  // What is not wanted.
  ['a lake, no boats, no people', 'a lake [unwanted boats] [person none]'],
  ['a street without cars or bicycles', 'a street [unwanted cars] [unwanted bicycles]'],
  ['a beach without Anna', 'a beach [withoutPerson Anna]'],
  ['the garden but not Momo', 'the garden [withoutOwnWord Momo]'],
  ['a no parking sign', 'a no parking sign'],
  [
    'portrait of Ben without a hat yesterday',
    'portrait [person Ben] [unwanted hat] [date yesterday = 2026-11-24]',
  ],
  ['2019-2021 mountains, no snow', '[date 2019-2021 = 2019..2021] mountains [unwanted snow]'],
];
