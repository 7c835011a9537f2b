import { renderToString } from 'preact-render-to-string';
import { h } from '../../platform/pages/index.js';
import type { Content } from '../../platform/pages/index.js';

const STYLE =
  'font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1a1a1a; max-width: 34em; margin: 1em auto';

interface Letter {
  readonly text: string;
  readonly language: string;
  /** What in the text may be clicked: nothing else, since names are written by anybody. */
  readonly links: readonly string[];
}

/** The HTML part of a mail: its text with paragraphs and links. Nothing is loaded, so that nobody is told when it is read. */
export function mailHtml({ text, language, links }: Letter): string {
  const paragraphs = text.split('\n\n').map((paragraph) => h('p', { dir: 'auto' }, withBreaks(paragraph, links)));
  const head = h('head', null, h('meta', { charset: 'utf-8' }));
  const page = h('html', { lang: language }, [head, h('body', { style: STYLE }, paragraphs)]);
  return `<!doctype html>${renderToString(page)}`;
}

const withBreaks = (paragraph: string, links: readonly string[]): Content =>
  paragraph.split('\n').map((line, i) => [i > 0 && h('br', null), withLinks(line, links)]);

function withLinks(line: string, links: readonly string[]): Content {
  const link = links.find((one) => line.includes(one));
  if (link === undefined) return line;
  const [before, ...after] = line.split(link);
  return [before, h('a', { href: link }, link), withLinks(after.join(link), links)];
}
