/**
 * Queries about nothing in particular. What their embeddings have in common says nothing about a photo,
 * and the scores that photos get on them are the scores of unrelated pairs.
 */
export const BACKGROUND_QUERIES: readonly string[] = [
  'photo, thing, person, woman, group of people, hand, bird, plant, leaf, water, sea, cloud, street, building',
  'window, wall, food, plate, bag, paper, sign, machine, wheel, road, metal, glass, clothes, toy, sport, art',
  'pattern, red, green, black, small, old, shadow, smoke, summer, garden, office, hospital, market, holiday',
  'work, friend, idea, number',
].flatMap((line) => line.split(', '));
