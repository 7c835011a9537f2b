import { readFileSync } from 'node:fs';

/** Not compressed: fontkit would inflate a compressed one anew for every glyph. Of DejaVu Sans 2.37; the licence stands beside them. */
const fontIn = (file: string): Buffer => readFileSync(new URL(`../assets/${file}`, import.meta.url));

/** Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and many signs: what the standard fonts of PDF do not have. */
export const FONTS = {
  regular: fontIn('dejavu-sans-regular.ttf'),
  bold: fontIn('dejavu-sans-bold.ttf'),
} as const;
export type Font = keyof typeof FONTS;
