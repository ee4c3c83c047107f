/** The programs that the graphics processor is measured with. */

/** A product as of a feed-forward layer of ViT-B for four pictures: rows x INNER by INNER x COLUMNS. */
export const ROWS = 192;
export const INNER = 768;
export const COLUMNS = 3072;

/** Rows and columns that a workgroup computes, each of its 8 x 8 threads four by four. */
export const TILE = 32;

/** A product in tiles, as onnxruntime's: both operands go through the memory of the workgroup. */
export function productShader(float: 'f16' | 'f32'): string {
  return `
${float === 'f16' ? 'enable f16;' : ''}
alias Four = vec4<${float}>;
const ACROSS = ${INNER / 4}u;
const WIDE = ${COLUMNS / 4}u;
@group(0) @binding(0) var<storage, read> left: array<Four>;
@group(0) @binding(1) var<storage, read> right: array<Four>;
@group(0) @binding(2) var<storage, read_write> result: array<Four>;
var<workgroup> lefts: array<array<Four, 8>, ${TILE}>;
var<workgroup> rights: array<array<Four, 8>, ${TILE}>;

@compute @workgroup_size(8, 8)
fn main(@builtin(local_invocation_id) at: vec3u, @builtin(workgroup_id) tile: vec3u) {
  let row = at.y * 4u;
  var sums: array<Four, 4>;
  for (var start = 0u; start < ACROSS; start += 8u) {
    for (var i = 0u; i < 4u; i++) {
      lefts[row + i][at.x] = left[(tile.y * ${TILE}u + row + i) * ACROSS + start + at.x];
      rights[row + i][at.x] = right[(start * 4u + row + i) * WIDE + tile.x * 8u + at.x];
    }
    workgroupBarrier();
    for (var k = 0u; k < 8u; k++) {
      let r0 = rights[k * 4u][at.x];
      let r1 = rights[k * 4u + 1u][at.x];
      let r2 = rights[k * 4u + 2u][at.x];
      let r3 = rights[k * 4u + 3u][at.x];
      for (var i = 0u; i < 4u; i++) {
        let l = lefts[row + i][k];
        sums[i] += l.x * r0 + l.y * r1 + l.z * r2 + l.w * r3;
      }
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < 4u; i++) {
    result[(tile.y * ${TILE}u + row + i) * WIDE + tile.x * 8u + at.x] = sums[i];
  }
}`;
}

/** A step that does next to nothing, so that only its start takes time. */
export const STEP_SHADER = `
@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) at: vec3u) {
  values[at.x] += 1.0;
}`;
