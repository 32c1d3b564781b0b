/**
 * Owns: making a browser's picture of flat surfaces small: one byte a pixel instead of three.
 * Does not own: taking it (`camera.ts`).
 * Why: the gallery is kept in the repository, and grows with every screen.
 */
import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const mostColours = 256;

/** How many of them are the most frequent ones; the others are those that none of them is like. */
const mostFrequent = 128;

/** A picture as its pixels: three bytes each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * The same picture in 256 colours: those that it has most of, and those that are least like them. Any
 * other becomes the nearest. A tick has few pixels, and is green all the same.
 */
export function smallPng(png: Uint8Array): Buffer {
  const { width, height, rgb } = pixelsOf(png);
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(
    [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([colour]) => colour),
  );
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width);
    rows[pixel + row + 1] = places.get(colourAt(rgb, pixel * 3)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits, by palette.
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => channels(colour)))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Of colours, the most frequent first: one after the other that which is farthest from all before. */
function paletteOf(colours: readonly number[]): readonly number[] {
  const palette = colours.slice(0, mostFrequent);
  const others = colours.slice(mostFrequent).map((colour) => ({
    colour,
    far: Math.min(...palette.map((each) => distance(each, colour))),
  }));
  while (palette.length < mostColours && others.length) {
    const farthest = others.reduce((best, each) => (each.far > best.far ? each : best));
    if (!farthest.far) break;
    palette.push(farthest.colour);
    for (const each of others) {
      each.far = Math.min(each.far, distance(each.colour, farthest.colour));
    }
  }
  return palette;
}

/** How unlike two colours are. */
function distance(one: number, other: number): number {
  const [r, g, b] = channels(one);
  const [red, green, blue] = channels(other);
  return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
}

/** The pixels of a PNG; transparency is left out. */
export function pixelsOf(png: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  }
  return { width, height, rgb };
}

const colourAt = (rgb: Uint8Array, at: number): number =>
  ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;

function nearest(palette: readonly number[], colour: number): number {
  const exact = palette.indexOf(colour);
  if (exact >= 0) return exact;
  const far = palette.map((each) => distance(each, colour));
  return far.indexOf(Math.min(...far));
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
