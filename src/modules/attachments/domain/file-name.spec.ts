import fc from 'fast-check';
import { attachmentDisposition, safeFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['Überweisung Dr. Núñez.pdf', 'Überweisung Dr. Núñez.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['C:\\Users\\desk\\scan.PDF', 'C Users desk scan.pdf'],
    ['letter.pdf.exe', 'letter.pdf.pdf'],
    ['letter‮fdp.exe', 'letter fdp.pdf'],
    ['two\r\nSet-Cookie: lines', 'two Set-Cookie lines.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['…', '….pdf'],
    ['  ', 'untitled.pdf'],
    ['', 'untitled.pdf'],
    ['...', 'untitled.pdf'],
    ['מכתב.pdf', 'מכתב.pdf'],
    ['🙂.png', '🙂.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeFileName(given, 'application/pdf')).toBe(kept);
  });

  it('is of one line, without a path, and ends as the file is, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeFileName(given, 'image/webp');
        expect(name).toMatch(/^[^\p{Cc}\p{Cf}<>:"/\\|?*]+\.webp$/u);
        expect([...name].length).toBeLessThanOrEqual(125);
        expect(() => encodeURIComponent(name)).not.toThrow();
        expect(safeFileName(name, 'image/webp')).toBe(name);
      }),
    );
  });
});

describe('the header that offers a file', () => {
  it('says the name in full and in ASCII', () => {
    expect(attachmentDisposition("Müller's (1).pdf")).toBe(
      `attachment; filename="M_ller's (1).pdf"; filename*=UTF-8''M%C3%BCller%27s%20%281%29.pdf`,
    );
  });

  it('is printable ASCII, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        expect(attachmentDisposition(safeFileName(given, 'image/png'))).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});
