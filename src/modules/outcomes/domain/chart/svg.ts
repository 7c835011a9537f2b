/** A piece of SVG whose texts are escaped already. Only this file makes one. */
export interface Svg {
  readonly svg: string;
}

/** What is undefined is left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 allows in no way, escaped or not: control characters but tab and line ends, lone surrogates, non-characters. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escaped = (value: string): string =>
  value.replace(NOT_XML, '\uFFFD').replace(/[&<>"']/g, (one) => ENTITIES[one]!);

/** Tenths of a unit are finer than any printer. */
const written = (value: string | number): string =>
  typeof value === 'string' ? escaped(value) : String(Math.round(value * 10) / 10);

export const text = (value: string): Svg => ({ svg: escaped(value) });

export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${written(value)}"`],
  );
  const inner = children.map(({ svg }) => svg).join('');
  return { svg: inner === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inner}</${name}>` };
}
