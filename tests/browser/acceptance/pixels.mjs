// Colors as they were painted.

const canvases = new WeakMap();

/** The colors at some points of a PNG, read by the browser itself. */
export async function pixel(browser, png, points) {
  if (!canvases.has(browser)) canvases.set(browser, await (await browser.newContext()).newPage());
  return canvases.get(browser).evaluate(async ([text, wanted]) => {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return wanted.map(([x, y]) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3));
  }, [png.toString('base64'), points]);
}

/** Relative luminance of an sRGB color, WCAG 2.2. */
export function luminance(color) {
  const [r, g, b] = color.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colors, WCAG 2.2. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
