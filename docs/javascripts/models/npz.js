// Arrays from a file of NumPy: the weights of a trained network, and what a page shows with them.
// `np.savez(path, a=…)` and `np.savez_compressed` write such files: a zip archive with a member `a.npy` for each array.

/** @typedef {{ shape: number[], values: Float64Array }} Table */
/** @typedef {Record<string, Table>} Tables */

/** A number of 16 bits, as `float16` of NumPy has them. @param {number} bits */
export function half(bits) {
  const [power, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = power === 31 ? (fraction ? NaN : Infinity) : power ? (1024 + fraction) * 2 ** (power - 25) : fraction * 2 ** -24;
  return bits & 0x8000 ? -size : size;
}

/** Bytes of a number of each type, and how it is read. @type {Record<string, [number, (view: DataView, at: number) => number]>} */
const TYPES = {
  "<f2": [2, (view, at) => half(view.getUint16(at, true))],
  "<f4": [4, (view, at) => view.getFloat32(at, true)],
  "<f8": [8, (view, at) => view.getFloat64(at, true)],
  "<i4": [4, (view, at) => view.getInt32(at, true)],
  "|u1": [1, (view, at) => view.getUint8(at)],
};

/** One array in NumPy's own format, version 1. @param {DataView} view @returns {Table} */
function table(view) {
  const begin = 10 + view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(new Uint8Array(view.buffer, view.byteOffset + 10, begin - 10));
  const [, type] = header.match(/'descr': '([^']+)'/) ?? [];
  const [, lengths] = header.match(/'shape': \(([\d, ]*)\)/) ?? [];
  if (!(type in TYPES) || lengths === undefined || header.includes("'fortran_order': True")) throw new Error(`an array that is not read here: ${header}`);
  const shape = lengths.split(",").filter((part) => part.trim()).map(Number);
  const [size, read] = TYPES[type];
  const values = new Float64Array(shape.reduce((product, one) => product * one, 1));
  for (let n = 0; n < values.length; n++) values[n] = read(view, begin + n * size);
  return { shape, values };
}

/** @param {Uint8Array<ArrayBuffer>} packed @returns {Promise<ArrayBuffer>} */
const inflated = (packed) => new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();

/** The arrays of a file, by name. @param {ArrayBuffer} content @returns {Promise<Tables>} */
export async function readArrays(content) {
  const view = new DataView(content);
  let end = content.byteLength - 22; // where the list of members is told of, but for a comment after it
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("no file of NumPy");
  /** @type {Tables} */
  const tables = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [method, size, name, more, note, place] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), ...[28, 30, 32].map((by) => view.getUint16(at + by, true)), view.getUint32(at + 42, true)];
    const path = new TextDecoder().decode(new Uint8Array(content, at + 46, name));
    const begin = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
    const member = new Uint8Array(content, begin, size);
    tables[path.replace(/\.npy$/, "")] = table(method ? new DataView(await inflated(member)) : new DataView(content, begin, size));
    at += 46 + name + more + note;
  }
  return tables;
}

/** Fetch a file and read its arrays. @param {string} address */
export async function loadArrays(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return readArrays(await answer.arrayBuffer());
}
