import type { ComponentChildren, JSX } from 'preact';

export { h } from 'preact';

/** One element, as `h` makes it. Texts inside are escaped when the page is rendered. */
export type Html = JSX.Element;

/** What may stand inside an element. */
export type Content = ComponentChildren;
