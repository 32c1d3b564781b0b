/** Pictures of a file, on a canvas: a page's CSP needs no source for it. */

const oriented = { imageOrientation: "from-image" } as const;
const previewPixels = 112;

/** Long sides, in pixels: the first stays under what phones draw, the last is still to be read. */
const longSides = [4_000, 3_000, 2_000];
const jpegQuality = 0.9;

/** A small picture; `undefined` where the browser cannot draw such a file. */
export async function previewOf(file: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file, { ...oriented, resizeWidth: previewPixels });
  } catch {
    return undefined;
  }
}

/** Browsers that run out of memory draw nothing, and say nothing. */
function isBlank(context: CanvasRenderingContext2D, width: number, height: number): boolean {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((part) => Math.floor((height * part) / 8));
  const pixels = rows.flatMap((y) => [
    ...new Uint32Array(context.getImageData(0, y, width, 1).data.buffer),
  ]);
  return new Set(pixels).size < 2;
}

/**
 * A JPEG of a picture that has too many bytes, its long side 2,000 pixels at least where it has them.
 * `undefined` when the browser cannot make one.
 */
export async function shrink(
  file: Blob,
  maxBytes: number,
  page: Document,
): Promise<Blob | undefined> {
  try {
    const image = await createImageBitmap(file, oriented);
    const canvas = page.createElement("canvas");
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    for (const side of longSides) {
      const scale = Math.min(1, side / Math.max(image.width, image.height));
      const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
      Object.assign(canvas, { width, height });
      // JPEG has no transparency: it would turn black.
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
      context.drawImage(image, 0, 0, width, height);
      if (isBlank(context, width, height)) return undefined;
      const jpeg = await new Promise<Blob | null>((resolve) =>
        canvas.toBlob(resolve, "image/jpeg", jpegQuality),
      );
      if (jpeg && jpeg.size <= maxBytes) return jpeg;
    }
  } catch {
    // A kind that the browser cannot draw, or too little memory.
  }
  return undefined;
}

const drawn = new WeakMap<HTMLCanvasElement, ImageBitmap>();

/** Draws the previews that are not drawn yet. */
export function drawPreviews(
  root: ParentNode,
  files: ReadonlyMap<string, { readonly preview: ImageBitmap | undefined }>,
): void {
  for (const [slot, { preview }] of files) {
    const canvas = root.querySelector<HTMLCanvasElement>(`#preview-${slot}`);
    if (!canvas || !preview || drawn.get(canvas) === preview) continue;
    drawn.set(canvas, preview);
    Object.assign(canvas, { width: preview.width, height: preview.height });
    canvas.getContext("2d")?.drawImage(preview, 0, 0);
  }
}
