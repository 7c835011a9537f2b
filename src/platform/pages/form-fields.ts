import { OddRequest } from './page-errors.js';

const MOST_FIELDS = 2_000;

/** What a form sent. Line ends are `\n`, as people mean them; a field that was sent twice has two values. */
export class FormFields {
  private constructor(private readonly fields: ReadonlyMap<string, readonly string[]>) {}

  /** `body` as the server has parsed it. Throws `OddRequest` for anything that is no form. */
  static of(body: unknown): FormFields {
    if (typeof body !== 'object' || body === null) throw new OddRequest();
    const entries = Object.entries(body);
    if (entries.length > MOST_FIELDS) throw new OddRequest();
    return new FormFields(new Map(entries.map(([name, value]) => [name, textsOf(value)])));
  }

  /** The first value, or an empty text. */
  one(name: string): string {
    return this.all(name)[0] ?? '';
  }

  all(name: string): readonly string[] {
    return this.fields.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (!values.every((each) => typeof each === 'string')) throw new OddRequest();
  return values.map((text) => text.replace(/\r\n?/g, '\n'));
}
