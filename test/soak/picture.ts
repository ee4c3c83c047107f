/** Draws the curves of a soak as one SVG. */

import { CURVES, type Sample } from './sample';

const WIDTH = 720;
const HEIGHT = 84;
const LEFT = 16;
const TITLE = 22;
const LINE = HEIGHT - TITLE - 14;

/** @param facts conditions of the run, in one line */
export function pictureOf(samples: readonly Sample[], facts: string): string {
  const names = Object.keys(CURVES) as (keyof typeof CURVES)[];
  const height = names.length * HEIGHT + 34;
  const curves = names.map((name, i) => {
    const values = samples.map((sample) => sample[name]);
    return `<g transform="translate(${LEFT} ${i * HEIGHT + 30})">${curveOf(name, CURVES[name], values)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Curves of a soak" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${LEFT}" y="20" fill="#555">${facts}</text>`,
    ...curves,
    '</svg>\n',
  ].join('\n');
}

function curveOf(name: string, unit: string, values: readonly number[]): string {
  const known = values.filter(Number.isFinite);
  const most = Math.max(...known, 1e-9);
  const step = (WIDTH - 2 * LEFT) / Math.max(1, values.length - 1);
  const points = values
    .map((value, i) => `${(i * step).toFixed(1)},${(TITLE + LINE * (1 - value / most)).toFixed(1)}`)
    .join(' ');
  const said = known.length > 0 ? `${number(known[0])} to ${number(known.at(-1))} ${unit}` : 'not known here';
  return [
    `<text y="12" fill="#222">${name}: ${said}, ${number(most)} at most</text>`,
    `<line x2="${WIDTH - 2 * LEFT}" y1="${TITLE + LINE}" y2="${TITLE + LINE}" stroke="#ccc"/>`,
    known.length > 0 ? `<polyline points="${points}" fill="none" stroke="#d8442f" stroke-width="1.5"/>` : '',
  ].join('');
}

function number(value = Number.NaN): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
