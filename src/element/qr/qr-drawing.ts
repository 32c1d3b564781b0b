/** Draws QR codes. Loaded when a customer opens the panel: the library is large, and few do. */
import { correction, generate } from "lean-qr";

/** What a reader needs around a code to find it, in modules. */
const quietZone = 4;

/** A code as one path, and the width of its square, quiet zone included. */
export interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** Draws a link of up to 2,048 plain characters, as bytes, which every reader knows. */
export function draw(link: string): Drawing {
  const code = generate(link, { minCorrectionLevel: correction.L });
  const rows = Array.from({ length: code.size }, (_, y) => {
    let row = "";
    for (let x = 0; x < code.size; x++) {
      const from = x;
      while (code.get(x, y)) x++;
      if (x > from) row += `M${from + quietZone} ${y + quietZone}h${x - from}v1h${from - x}z`;
    }
    return row;
  });
  return { size: code.size + 2 * quietZone, path: rows.join("") };
}
