/** The languages that pages are written in, as BCP 47 tags. A new one is added here, and every catalogue then has to have it. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The texts of some pages in every language; `T` says which texts there are, so that none is forgotten in a translation. */
export type Catalogue<T> = Readonly<Record<Language, T>>;

/**
 * The language that a browser asks for first and that we have, or English. `header` is Accept-Language (RFC 9110, 12.5.4);
 * what cannot be read in it counts as not said.
 */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag, ...parameters] = part.trim().split(';') as [string, ...string[]];
    const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean);
    return { language: tag.toLowerCase().split('-')[0], weight: Number(quality ?? 1) };
  });
  const heard = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return heard.map((wish) => LANGUAGES.find((known) => known === wish.language)).find(Boolean) ?? 'en';
}
