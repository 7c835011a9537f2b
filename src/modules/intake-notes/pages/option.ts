import { h } from '../../../platform/pages/index.js';
import type { Html } from '../../../platform/pages/index.js';

interface Input {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly id?: string;
  readonly class?: string;
}

/** Something to choose, with its label: all of it is the target. */
export const option = (input: Input, label: string, kind?: 'refuse'): Html =>
  h('label', { class: kind ? `option ${kind}` : 'option' }, [
    h('input', { ...input }),
    h('span', { dir: 'auto' }, label),
  ]);
