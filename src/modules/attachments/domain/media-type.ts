/** The kinds of file that a clinic is handed: documents and pictures of documents. Nothing that a browser would run. */
export const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** The ending by which systems know each kind of file; without the dot. */
export const ENDINGS: Readonly<Record<MediaType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

export const isMediaType = (type: string): type is MediaType => (MEDIA_TYPES as readonly string[]).includes(type);
