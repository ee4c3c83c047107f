/** Connected parts of a probability map. */

/**
 * Finds the 8-connected parts above a threshold.
 * @param map width x height probabilities
 * @returns of each part the pixels on its outline, as points; parts in the order of their first pixel
 */
export function outlines(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
): [x: number, y: number][][] {
  const seen = new Uint8Array(map.length);
  const stack = new Int32Array(map.length);
  const parts: [number, number][][] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || !((map[start] as number) > threshold)) continue;
    const outline: [number, number][] = [];
    seen[start] = 1;
    stack[0] = start;
    // A flood fill.
    for (let waiting = 1; waiting > 0; ) {
      const pixel = stack[--waiting] as number;
      const x = pixel % width;
      const y = (pixel - x) / width;
      let isEdge = false;
      for (let ny = y - 1; ny <= y + 1; ny++) {
        for (let nx = x - 1; nx <= x + 1; nx++) {
          const next = ny * width + nx;
          const isInside = nx >= 0 && ny >= 0 && nx < width && ny < height;
          if (!isInside || !((map[next] as number) > threshold)) {
            isEdge = true;
          } else if (!seen[next]) {
            seen[next] = 1;
            stack[waiting++] = next;
          }
        }
      }
      if (isEdge) outline.push([x, y]);
    }
    parts.push(outline);
  }
  return parts;
}
