import { randomBytes } from 'node:crypto';

/** A whole PDF file of about that many bytes, which do not compress, with a sentence in it. */
export function pdfOf(sentence: string, size = 0): Buffer {
  const noise = Buffer.concat([Buffer.from('% '), Buffer.from(randomBytes(Math.ceil(size / 2)).toString('hex'))]);
  const head = Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${sentence}\n`);
  return Buffer.concat([head, noise, Buffer.from('\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')]);
}
